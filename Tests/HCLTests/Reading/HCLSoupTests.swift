import Fixtures
import Foundation
import HCL
import Testing

/// Any bytes are read or refused; none crash the reader or keep it busy.
@Suite struct HCLSoupTests {
    private static let root = URL(filePath: #filePath).appending(path: "../../../..").standardizedFileURL

    /// The configurations of this repository.
    private static func realFiles() throws -> [[UInt8]] {
        var files: [[UInt8]] = []
        for folder in ["examples", "terraform"] {
            let walk = FileManager.default.enumerator(at: root.appending(path: folder), includingPropertiesForKeys: nil)
            for case let file as URL in try #require(walk) where ["tf", "tfvars", "hcl"].contains(file.pathExtension) {
                files.append(Array(try Data(contentsOf: file)))
            }
        }
        return files
    }

    @Test func `the configurations of this repository are read`() throws {
        let files = try Self.realFiles()
        #expect(files.count > 5)
        for file in files { _ = try HCLFile(parsing: file, name: "x") }
    }

    @Test func `real files with damage anywhere are read or refused, and keep their ranges`() throws {
        var random = SeededGenerator(seed: 0x4C_50)
        let files = try Self.realFiles().map { Array($0.prefix(1_500)) }
        var accepted = 0
        for _ in 0..<4_000 {
            let text = Mutation.of(random.pick(files), using: &random)
            guard let file = try? HCLFile(parsing: text, name: "x") else { continue }
            accepted += 1
            file.body.walk { expression in
                #expect(0 <= expression.range.lowerBound && expression.range.upperBound <= text.count)
                for child in expression.children {
                    #expect(expression.range.lowerBound <= child.range.lowerBound)
                    #expect(expression.range.upperBound >= child.range.upperBound)
                }
            }
        }
        #expect(accepted > 100)
    }

    @Test func `random bytes are refused or read`() {
        var random = SeededGenerator(seed: 0x4C_51)
        for length in 0..<3_000 {
            let bytes = random.bytes(count: length % 97)
            _ = try? HCLFile(parsing: bytes, name: "x")
            _ = try? HCLExpressionText(parsing: bytes, name: "x")
        }
    }

    @Test func `twice the file takes twice the time`() throws {
        let piece = "resource \"a\" \"b\" {\n  name = \"x-${local.y}\" # c\n  tags = { a = 1, b = [1, 2] }\n}\n"
        func time(_ count: Int) throws -> Duration {
            let bytes = Array(String(repeating: piece, count: count).utf8)
            let clock = ContinuousClock()
            return try (0..<5).map { _ in try clock.measure { _ = try HCLFile(parsing: bytes, name: "x") } }.min()
                ?? .zero
        }
        let (small, large) = (try time(200), try time(1_600))
        #expect(large < small * 24, "\(small) for one, \(large) for eight times as much")
    }
}
