import Fixtures
import Foundation
import Gatekeeper
import RunProtocol
import SystemPackage

@testable import Deployer

/// A CLI with an engine that does as it is told, in a real repository with modules in two accounts.
struct ChangesBench {
    let bench: Workbench
    let remote: RemoteRepository

    init(environment: [String: String] = [:], kind: ConsolePort.Kind = .plain) async throws {
        remote = try await RemoteRepository()
        let own = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": "/dev/null"]
        bench = try Workbench(environment: own.merging(environment) { $1 }, kind: kind)
        try bench.folder.write(Self.configuration, to: "deploy-runner.yml")
        try await remote.commit(Self.modules)
    }

    private static let modules: [String: String?] = [
        "accounts.json": #"{"dev": {"deploy_order": 1}, "prod": {"deploy_order": 2}}"#,
        "dev/network/main.tf": module("dev-network"),
        "dev/web/main.tf": module("dev-web", reads: "dev-network"),
        "dev/other/main.tf": module("dev-other"),
        "prod/network/main.tf": module("prod-network"),
    ]

    private static func module(_ key: String, reads other: String? = nil) -> String {
        let data = other.map {
            "data \"terraform_remote_state\" \"x\" {\n  backend = \"local\"\n  config = { path = \"/s/\($0)\" }\n}\n"
        }
        return "terraform {\n  backend \"local\" {\n    path = \"/s/\(key)\"\n  }\n}\n" + (data ?? "")
    }

    private static let configuration = """
        containers:
          terraform-planner: {script_config: {infrastructure-deploy-script: &rules {
            allowed_options: [ref, binary, command, deploy-path, command-args, apply-ref-for-destroy, repo],
            dash_value_options: [command-args]}}}
          terraform-applier: {script_config: {infrastructure-deploy-script: *rules}}
        """

    /// Calls a command with the changes between the last two commits, one module at a time.
    func run(_ command: String, _ more: String...) async throws -> Workbench.Result {
        await bench.run(try await arguments(command) + more)
    }

    func arguments(_ command: String) async throws -> [String] {
        let names = try await [remote.git("rev-parse", "main^"), remote.git("rev-parse", "main")]
        return [
            command, "--local", "--repo-root", remote.path.string, "--source-ref", names[0], "--target-ref", names[1],
            "--max-parallel", "1",
        ]
    }

    /// One run writes a line and ends.
    func willRun(_ line: String, _ outcome: RunOutcome = .exited(0)) {
        bench.engine.willRun(.records((.output, line + "\n")), outcome)
    }

    /// The modules that were started, with what was done to them.
    var started: [String] {
        bench.engine.jobs.map { job in
            let words = job.arguments.map(\.string)
            func value(_ name: String) -> String { words.firstIndex(of: name).map { words[$0 + 1] } ?? "" }
            return "\(job.container.string) \(value("--command")) \(value("--deploy-path"))"
        }
    }
}
