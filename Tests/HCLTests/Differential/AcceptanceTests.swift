import Fixtures
import HCL
import Testing

/// What Terraform takes for HCL is read, and what it refuses is refused.
@Suite(.enabled(if: Terraform.isThere, Terraform.reason))
struct AcceptanceTests {
    private static let seed: UInt64 = 0x77_0001

    private func accepts(_ text: [UInt8]) -> Bool {
        (try? HCLFile(parsing: text, name: "x.tf")) != nil
    }

    /// Terraform's scanner lets some broken characters through behind a name; they are refused here.
    private func isUTF8(_ text: [UInt8]) -> Bool {
        String(validating: text, as: UTF8.self) != nil
    }

    private func disputes(_ texts: [[UInt8]]) async throws -> (texts: [String], accepted: Int) {
        let answers = try await Terraform.accepted(texts)
        let disputed = zip(texts, answers).filter { accepts($0) != $1 && (!$1 || isUTF8($0)) }.map { text, answer in
            "terraform \(answer ? "accepts" : "refuses") \(String(decoding: text, as: UTF8.self).debugDescription)"
        }
        return (disputed, answers.count { $0 })
    }

    @Test func `8,000 files by the grammar`() async throws {
        var grammar = RandomHCL(seed: Self.seed)
        let files = (0..<8_000).map { _ in Array(grammar.file().utf8) }
        let (disputed, accepted) = try await disputes(files)
        #expect(disputed.isEmpty, "seed \(Self.seed): \(disputed.count): \(disputed.prefix(8).joined(separator: "\n"))")
        #expect(accepted > 700)
    }

    @Test func `30,000 files with small damage`() async throws {
        var grammar = RandomHCL(seed: Self.seed + 1)
        let files = (0..<30_000).map { _ in
            let file = Array(grammar.file().utf8)
            return Mutation.of(file, using: &grammar.random)
        }
        let (disputed, accepted) = try await disputes(files)
        #expect(
            disputed.isEmpty,
            "seed \(Self.seed + 1): \(disputed.count): \(disputed.prefix(8).joined(separator: "\n"))"
        )
        #expect(accepted > 500)
        #expect(files.count - accepted > 500)
    }
}
