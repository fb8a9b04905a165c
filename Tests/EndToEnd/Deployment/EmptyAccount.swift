import Fixtures
import Foundation
import Supervision
import SystemPackage

/// An account of AWS that nobody has used, as far as this machine can be one: the stand-in, which holds roles and users to
/// their policies; the repository of the demo; the invoker's package; and what stands for images in a registry.
struct EmptyAccount: Sendable {
    let standin: AWSStandin
    let remote: RemoteRepository
    private let folder: TestFolder

    /// The image of the deploy runner, in the account's own registry.
    static let image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/deploy-runner"

    init() async throws {
        folder = try TestFolder()
        remote = try await RemoteRepository()
        try await remote.commit(try ExampleRepository.files())
        try Folder.make(folder.path.appending("state"))
        standin = try await AWSStandin(Self.document(folder.path, remote.path))
    }

    /// Where the invoker's package lies.
    ///
    /// - Throws: what the packaging says.
    func package() async throws -> String {
        let package = folder.path.appending("invoker.zip").string
        let script = TerraformRoot.sources.removingLastComponent().appending("scripts/package-invoker")
        let invoker = BuiltProducts.path(of: "invoker").string
        let result = try await Command(
            script.string,
            ["--binary", invoker, "--output", package],
            environment: ["PATH": Self.searchPath]
        ).capture()
        guard result.succeeded else { throw PackagingFailure(description: result.errorText) }
        return package
    }

    /// The repository as a job clones it, and the variable that lets it.
    var repository: String { "file://\(remote.path)" }
    var environmentVariables: [String: String] { ["DEPLOY_RUNNER_LOCAL_REPOSITORIES": remote.path.string] }

    /// A program of `Tests/Peers` that does something in the account, as its administrator.
    @discardableResult
    func peer(_ program: String, _ arguments: String...) async throws -> String {
        let environment = standin.environment.merging(["AWS_REGION": "eu-west-1"]) { $1 }
        let result = try await PythonPeer.command(program, arguments, environment: environment).capture()
        guard result.succeeded else { throw PackagingFailure(description: result.errorText) }
        return result.outputText
    }

    /// Calls the built CLI.
    func call(_ arguments: [String], environment: [String: String] = [:]) async throws -> CommandLineTool.Result {
        let own = standin.environment.merging(["HOME": folder.path.string, "PATH": Self.searchPath]) { $1 }
        let tool = try CommandLineTool(arguments, in: folder.path, environment: own.merging(environment) { $1 })
        return try await tool.result()
    }

    /// Runs Terraform on the network of the demo's dev account, in a task.
    func deploy(
        _ command: String,
        _ more: [String] = [],
        environment: [String: String] = [:]
    ) async throws
        -> CommandLineTool.Result
    {
        let container = command == "plan" ? "terraform-planner" : "terraform-applier"
        let arguments = ["--ref", "main", "--binary", "terraform", "--command", command]
        return try await call(
            ["--aws-region", "eu-west-1", "--", container, "infrastructure-deploy-script"] + arguments
                + ["--deploy-path", "dev/network"] + more,
            environment: environment
        )
    }

    /// Asks the CLI what it has against a configuration.
    func checkConfiguration(_ json: String) async throws -> CommandLineTool.Result {
        try folder.write(json, to: "deploy-runner.json")
        return try await call(["check-config", "deploy-runner.json"])
    }

    /// Asks the CLI what one configuration allows that another did not.
    func compareConfigurations(_ old: String, _ new: String) async throws -> CommandLineTool.Result {
        try folder.write(old, to: "old.json")
        try folder.write(new, to: "new.json")
        return try await call(["check-config", "--against", "old.json", "new.json"])
    }

    private static let searchPath = ProcessInfo.processInfo.environment["PATH"] ?? ""

    private static func document(_ folder: FilePath, _ repository: FilePath) throws -> String {
        let terraform = SearchPath(searchPath).locate("terraform").map { Folder.resolved($0)?.string ?? $0.string }
        let image: [String: Any] = [
            "program": BuiltProducts.path(of: "deploy-runner").string,
            "tools": terraform.map { ["terraform": $0] } ?? [:],
            "mounts": [
                ["source": folder.appending("state").string, "target": "/state", "mode": "read-write"],
                ["source": repository.string, "target": repository.string],
            ],
        ]
        return try JSONSerialization.text([
            "account": "empty", "evaluates_policies": true, "images": ["\(Self.image):v1": image],
        ])
    }
}

/// What a program said that failed to prepare an account.
struct PackagingFailure: Error, CustomStringConvertible {
    let description: String
}
