import Fixtures
import Foundation
import Supervision
import SystemPackage
import Testing

/// The script `ci/pipeline` where no platform is needed to see what it does.
@Suite(.timeLimit(.minutes(30)))
struct ScriptTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    @Test func `an apply that is refused shows no report of an earlier build`() async throws {
        try folder.write("earlier", to: "applied.md")
        try folder.write("earlier", to: "junit.xml")
        let result = try await pipeline("apply")
        #expect(result.ending == .exited(1))
        #expect(result.errorText.contains("SOURCE_SHA is not set"))
        #expect(folder.read("applied.md") == nil)
        #expect(folder.read("junit.xml") == nil)
    }

    @Test(arguments: ["--exclude '*/try'", "--max-parallel 4\n--exclude \"dev/shop\""])
    func `options in quotes are refused, since their quotes would be part of them`(options: String) async throws {
        let result = try await pipeline("decision", "CHANGES", settings: ["CHANGE_OPTIONS": options])
        #expect(result.ending == .exited(1))
        #expect(result.errorText.contains("the variable CHANGE_OPTIONS has quotes"))
    }

    @Test func `options that CircleCI would cut are refused`() async throws {
        let options = String(repeating: "--exclude sandbox/try ", count: 30)
        let settings = ["CIRCLE_CONTINUATION_KEY": "key", "CHANGE_OPTIONS": options]
        let result = try await pipeline("continue", "apply.yml", settings: settings)
        #expect(result.ending == .exited(1))
        #expect(result.errorText.contains("no more than 512"))
    }

    /// One with a job for each module, and the one of a plan without changes.
    @Test(
        .enabled(if: PythonPeer.has("check_jsonschema"), Comment(rawValue: PythonPeer.reason("check-jsonschema"))),
        arguments: [true, false]
    )
    func `the child pipeline fits GitLab's schema, and no longer does with a fault in it`(
        hasChanges: Bool
    ) async throws {
        try folder.write(Self.changes, to: "changes.json")
        try folder.write("CHANGES=\(hasChanges)\n", to: "decision.env")
        let pipeline = try await pipeline("child-pipeline")
        #expect(pipeline.succeeded, "\(pipeline.errorText)")
        #expect(pipeline.outputText.contains("destroy dev/old") == hasChanges)
        try folder.write(pipeline.outputText, to: "child.yml")
        let check = try await SchemaCheck.of(folder.path.appending("child.yml").string, "vendor.gitlab-ci")
        #expect(check.succeeded, "\(check.outputText)")
        let fault = pipeline.outputText.replacingOccurrences(of: "\"script\": [", with: "\"script\": [7, ")
        try folder.write(fault, to: "broken.yml")
        let broken = try await SchemaCheck.of(folder.path.appending("broken.yml").string, "vendor.gitlab-ci")
        #expect(broken.ending == .exited(1))
        #expect(broken.outputText.contains("Schema validation errors were encountered"), "\(broken.outputText)")
    }

    @Test func `the name of a resource group has only what GitLab lets it have`() async throws {
        try folder.write(Self.changes, to: "changes.json")
        try folder.write("CHANGES=true\n", to: "decision.env")
        let output = try await pipeline("child-pipeline").outputText
        #expect(output.contains("\"resource_group\": \"dev/c__ shop-1.0\""), "\(output)")
        #expect(output.contains("\"value\": \"dev/c++ shop-1.0\""))
    }

    /// What a plan leaves for the apply, as much as the child pipeline needs of it.
    private static let changes = """
        {
          "source": {"commit": "1111111111111111111111111111111111111111"},
          "target": {"commit": "2222222222222222222222222222222222222222"},
          "modules": [
            {"path": "dev/old", "action": "destroy", "wave": 1},
            {"path": "dev/c++ shop-1.0", "action": "plan", "wave": 2}
          ]
        }
        """

    /// Calls the script with the folder for everything that it keeps.
    private func pipeline(_ arguments: String..., settings: [String: String] = [:]) async throws -> CommandResult {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let environment = settings.merging(["PATH": path, "PIPELINE_OUT": folder.path.string]) { $1 }
        return try await Command(Self.script, arguments, environment: environment).capture()
    }

    private static let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "examples/ci/shell/pipeline").path
}
