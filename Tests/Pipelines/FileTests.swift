import Fixtures
import Foundation
import Supervision
import SystemPackage
import Testing

/// The examples' files as they are, by the platforms' official schemas and by what checks them for holes.
@Suite(.timeLimit(.minutes(30)))
struct FileTests {
    private static let examples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "examples/ci")

    /// A file of the examples, and the schema that its platform publishes.
    struct Example: CustomTestStringConvertible, Sendable {
        let file: String
        let schema: String

        /// What the schema must not take.
        var fault: String {
            switch schema {
            case "vendor.github-workflows": "unheard-of: 7\n"
            case "vendor.gitlab-ci": "pages: {script: 7}\n"
            default: "executors: 7\n"
            }
        }

        var testDescription: String { file }
        var path: String { FileTests.examples.appending(path: file).path }
    }

    private static let withSchema = [
        Example(file: "github/application.yml", schema: "vendor.github-workflows"),
        Example(file: "github/drift.yml", schema: "vendor.github-workflows"),
        Example(file: "github/infrastructure.yml", schema: "vendor.github-workflows"),
        Example(file: "gitlab/.gitlab-ci.yml", schema: "vendor.gitlab-ci"),
        Example(file: "gitlab/application.yml", schema: "vendor.gitlab-ci"),
        Example(file: "gitlab/deploy-runner.yml", schema: "vendor.gitlab-ci"),
        Example(file: "circleci/apply.yml", schema: "vendor.circle-ci"),
        Example(file: "circleci/application.yml", schema: "vendor.circle-ci"),
        Example(file: "circleci/config.yml", schema: "vendor.circle-ci"),
    ]

    private static let workflows = withSchema.filter { $0.file.hasPrefix("github/") }

    @Test(
        .enabled(if: PythonPeer.has("check_jsonschema"), Comment(rawValue: PythonPeer.reason("check-jsonschema"))),
        arguments: withSchema
    )
    func `a file fits its platform's schema, and no longer does with a fault in it`(
        example: Example
    ) async throws {
        let check = try await SchemaCheck.of(example.path, example.schema)
        #expect(check.succeeded, "\(check.outputText)")
        let folder = try TestFolder()
        let text = try String(contentsOfFile: example.path, encoding: .utf8)
        try folder.write(text + example.fault, to: "broken.yml")
        let broken = try await SchemaCheck.of(folder.path.appending("broken.yml").string, example.schema)
        #expect(broken.ending == .exited(1))
        #expect(broken.outputText.contains("Schema validation errors were encountered"), "\(broken.outputText)")
    }

    @Test func `every file of the examples that a schema describes is checked against it`() throws {
        let found = try FileManager.default.subpathsOfDirectory(atPath: Self.examples.path)
        #expect(found.filter { $0.hasSuffix(".yml") }.sorted() == Self.withSchema.map(\.file).sorted())
    }

    /// GitHub hands a job no variable by itself, as the other platforms do.
    ///
    /// Some variables are for those, and their rows say so.
    @Test func `a workflow hands on every variable that the documentation lists`() throws {
        let page = Self.examples.appending(path: "../../docs/ci.md").standardizedFileURL
        let text = try String(contentsOf: page, encoding: .utf8)
        let halves = text.components(separatedBy: "\n## An application's own repository\n")
        try #require(halves.count == 2)
        for (half, file) in zip(halves, ["github/infrastructure.yml", "github/application.yml"]) {
            let workflow = try String(contentsOf: Self.examples.appending(path: file), encoding: .utf8)
            let rows = half.split(separator: "\n").filter { $0.hasPrefix("| `") && !$0.contains("not GitHub") }
            let names = rows.flatMap { $0.split(separator: "|")[0].matches(of: /`([A-Z0-9_]+)`/).map(\.output.1) }
            #expect(names.count > 6)
            #expect(names.filter { !workflow.contains(" \($0): ") && !workflow.contains("vars.\($0) ") } == [])
        }
    }

    @Test(
        .enabled(if: zizmorIsPresent, Comment(rawValue: PythonPeer.reason("zizmor"))),
        arguments: workflows
    )
    func `zizmor finds nothing in a workflow, even when it is pedantic`(workflow: Example) async throws {
        let result = try await Self.zizmor(workflow.path)
        #expect(result.succeeded, "\(result.outputText)\(result.errorText)")
    }

    @Test(
        .enabled(if: zizmorIsPresent, Comment(rawValue: PythonPeer.reason("zizmor"))),
        arguments: [
            ("run: exec ci/pipeline plan", "run: echo ${{ github.event.pull_request.title }}", "template-injection"),
            ("@8e8c483db84b4bee98b60c0593521ed34d9990e8 # v6.0.1", "@v6", "unpinned-uses"),
            ("          persist-credentials: false\n", "", "artipacked"),
            ("permissions: {}", "permissions: write-all", "excessive-permissions"),
            ("  pull_request:\n", "  pull_request_target:\n", "dangerous-triggers"),
        ]
    )
    func `zizmor would find a hole`(from: String, to: String, audit: String) async throws {
        let path = Self.examples.appending(path: "github/infrastructure.yml").path
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains(from))
        let folder = try TestFolder()
        try folder.write(text.replacingOccurrences(of: from, with: to), to: "holed.yml")
        let result = try await Self.zizmor(folder.path.appending("holed.yml").string)
        #expect(!result.succeeded)
        #expect(result.outputText.contains("[\(audit)]"), "\(result.outputText)")
    }

    @Test(arguments: workflows)
    func `an action is pinned to a commit, and a comment names its version`(workflow: Example) throws {
        let lines = try String(contentsOfFile: workflow.path, encoding: .utf8).split(separator: "\n")
        let uses = lines.filter { $0.contains("uses: ") }
        #expect(!uses.isEmpty)
        let pinned = /\ *(- )?uses: [a-z\/-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+/
        #expect(uses.filter { $0.wholeMatch(of: pinned) == nil } == [])
    }

    /// Groovy 2.4 is what Jenkins runs; its own validator of declarative pipelines is not to be had without Jenkins.
    @Test(
        .enabled(if: Groovy.isPresent, "needs groovy and a Java (make test installs them)"),
        arguments: ["jenkins/Jenkinsfile", "jenkins/application.Jenkinsfile"]
    )
    func `a Jenkinsfile is Groovy`(file: String) async throws {
        let path = Self.examples.appending(path: file).path
        let result = try await Groovy.parse(path)
        #expect(result.succeeded, "\(result.errorText)")
        let folder = try TestFolder()
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try folder.write(text.replacingOccurrences(of: "agent none", with: "agent none ("), to: "Jenkinsfile")
        let broken = try await Groovy.parse(folder.path.appending("Jenkinsfile").string)
        #expect(!broken.succeeded)
    }

    private static func zizmor(_ path: String) async throws -> CommandResult {
        let arguments = ["--offline", "--no-progress", "--persona", "pedantic", path]
        return try await Command(zizmorPath, arguments, environment: SchemaCheck.environment).capture()
    }

    /// The package is a program of its own, and no module of Python's.
    private static let zizmorPath = PythonPeer.fetched("bin/zizmor").path
    private static let zizmorIsPresent = FileManager.default.isExecutableFile(atPath: zizmorPath)
}
