import Fixtures
import Supervision
import SystemPackage
import Testing

/// The example configuration and the demo, as the documents show them.
@Suite(.timeLimit(.minutes(30))) struct ExampleTests {
    private static let root = FilePath("\(#filePath)").removingLastComponent().removingLastComponent()
        .removingLastComponent()

    @Test func `the example describes the four standard containers`() async throws {
        let folder = try TestFolder()
        let tool = try CommandLineTool(
            ["--config", "\(Self.root)/examples/deploy-runner.yml", "--local", "--describe-containers"],
            in: folder.path,
            environment: [
                "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder.path.string,
                "XDG_STATE_HOME": folder.path.string,
            ]
        )
        let result = try await tool.result()
        #expect(result.code == 0, "\(result.errors)")
        let containers = result.output.split(separator: "\n").filter { !$0.hasPrefix(" ") }
        #expect(containers == ["ami-builder", "docker-image-builder", "terraform-applier", "terraform-planner"])
    }

    @Test func `the steps that the README shows are those of the demo`() throws {
        let lead = "step \""
        let steps = try Self.lines(of: "scripts/demo").filter { $0.hasPrefix(lead) }.map {
            String($0.dropFirst(lead.count).dropLast())
        }
        let numbered = steps.enumerated().map { "\($0.offset + 1). \($0.element)" }
        let shown = try Self.lines(of: "README.md").filter { line in
            line.first?.isNumber == true && line.contains(". ")
        }
        #expect(shown.count > 3)
        for line in shown { #expect(numbered.contains(line)) }
        #expect(try Self.lines(of: "README.md").contains { $0.contains("takes \(steps.count) such steps") })
    }

    private static func lines(of name: String) throws -> [String] {
        let bytes = try #require(try Folder.read(root.appending(name)))
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
