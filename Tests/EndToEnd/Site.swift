import Fixtures
import Foundation
import RunProtocol
import Supervision
import SystemPackage

/// A place as `make demo` makes one: the example repository, bare; a configuration; Terraform's state; the runner's state.
struct Site: Sendable {
    private let folder: TestFolder
    let remote: RemoteRepository

    /// The folder that calls start in.
    var path: FilePath { folder.path }
    /// The example's repository, as callers name it.
    var url: String { "file://\(remote.path)" }
    /// The runner's own state.
    var stateHome: FilePath { path.appending("xdg-state") }

    /// Makes the place, with `examples/infrastructure-live` on main and the given commits' files beside it.
    ///
    /// - Parameter grace: how long a stopped script has, in seconds.
    /// - Throws: what git or the file system has against it.
    init(grace: Int = 30) async throws {
        folder = try TestFolder()
        remote = try await RemoteRepository()
        try await remote.commit(try ExampleRepository.files())
        try Folder.make(folder.path.appending("state"))
        try Folder.make(folder.path.appending("scripts"))
        try folder.write(configuration(grace), to: "deploy-runner.yml")
    }

    /// Adds a script of the user's to the trigger directory; the container `own` may run it with any arguments.
    func addScript(_ name: String, _ text: String) throws {
        try folder.write("#!/bin/bash\n\(text)\n", to: "scripts/\(name)", permissions: FilePermissions(rawValue: 0o755))
    }

    /// Writes a file into the folder.
    func write(_ text: String, to name: String) throws {
        try folder.write(text, to: name)
    }

    /// Runs the tool to its end.
    func run(_ arguments: String..., environment: [String: String] = [:]) async throws -> CommandLineTool.Result {
        try await start(arguments, environment: environment).result()
    }

    /// Runs a job to its end.
    func job(_ container: String, _ script: String, _ arguments: String...) async throws -> CommandLineTool.Result {
        try await start(["--local", "--", container, script] + arguments).result()
    }

    /// Runs Terraform on a module, through the container that may.
    func terraform(
        _ command: String,
        _ path: String,
        ref: String = "main",
        _ more: String...
    ) async throws -> CommandLineTool.Result {
        let container = ["plan", "validate"].contains(command) ? "terraform-planner" : "terraform-applier"
        let arguments = ["--ref", ref, "--binary", "terraform", "--command", command, "--deploy-path", path]
        return try await start(["--local", "--", container, "infrastructure-deploy-script"] + arguments + more).result()
    }

    /// Starts the tool and lets it run.
    func start(_ arguments: [String], environment: [String: String] = [:]) throws -> CommandLineTool {
        let variables = variables.merging(environment) { $1 }
        return try CommandLineTool(arguments, in: path, environment: variables)
    }

    /// Runs a line of shell in the folder, with `TOOL` for the tool, and answers its output.
    func shell(_ line: String) async throws -> String {
        let tool = BuiltProducts.path(of: "infrastructure-deployer").string
        var shell = Command(
            "/bin/bash",
            ["-c", line.replacingOccurrences(of: "TOOL", with: tool)],
            environment: variables
        )
        shell.workingDirectory = path
        return String(decoding: try await shell.capture().output, as: UTF8.self)
    }

    private var variables: [String: String] {
        [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": path.string,
            "XDG_STATE_HOME": stateHome.string,
        ]
    }

    private func configuration(_ grace: Int) -> String {
        """
        standard_configuration:
          terraform_planner:
            infrastructure_live_repositories: ["\(url)"]
          terraform_applier:
            infrastructure_live_repositories: ["\(url)"]
            allowed_apply_git_refs: [main]
        containers:
          own:
            script_config:
              job: {allow_positional_args: true, allowed_options: [], stop_grace_seconds: \(grace)}
              lasting-job:
                {allow_positional_args: true, allowed_options: [], stop_grace_seconds: \(grace), on_abandon: finish}
        container_cpu: 1024
        container_memory: 2048
        sandbox:
          local_repositories: ["\(remote.path)"]
          scripts: scripts
          mounts:
            - {source: state, target: /state, mode: read-write}
        """
    }
}

extension Site {
    /// The ids of all runs that this site has seen.
    func runIDs() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: stateHome.string + "/deploy-runner/runs").sorted()
    }
}
