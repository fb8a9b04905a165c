import Fixtures
import Foundation
import Gatekeeper
import Invoker
import RunProtocol
import SystemPackage

@testable import Sandbox

/// A shell text that runs as a job in a real sandbox.
struct IsolatedJob {
    let output: String
    let completeness: LogCompleteness
    let status: RunStatus
    let filesLeft: [String]

    /// What the text writes to its standard output.
    static func output(
        _ text: String,
        network: SandboxConfiguration.Network = .none,
        mounts: [SandboxConfiguration.Mount] = []
    ) async throws -> String {
        try await run(text, network: network, mounts: mounts).output
    }

    /// Runs the text with bash to its end.
    static func run(
        _ text: String,
        network: SandboxConfiguration.Network = .none,
        mounts: [SandboxConfiguration.Mount] = [],
        userNamespaces: SandboxConfiguration.UserNamespaces = .denied
    ) async throws -> IsolatedJob {
        let folder = try TestFolder()
        try folder.write("#!/bin/bash\n\(text)\n", to: "scripts/job", permissions: FilePermissions(rawValue: 0o755))
        var configuration = SandboxConfiguration()
        configuration.scripts = folder.path.appending("scripts")
        configuration.network = network
        configuration.mounts = mounts
        configuration.containers["box"] = SandboxConfiguration.Container()
        configuration.containers["box"]?.userNamespaces = userNamespaces
        let programs = SandboxPrograms(
            deployRunner: BuiltProducts.path(of: "deploy-runner"),
            host: BuiltProducts.path(of: "infrastructure-deployer"),
            searchPath: ProcessInfo.processInfo.environment["PATH"] ?? ""
        )
        let state = StateDirectory(folder.path.appending("state"))
        let engine = try SandboxEngine(configuration, programs, state) { now }
        var generator = SystemRandomNumberGenerator()
        let run = NewRun(RunID(startingAt: now, using: &generator), at: now, .attended)
        _ = try await engine.start(try approved(), as: run)
        var verifier = LogVerifier()
        var output: [UInt8] = []
        let status = try await engine.follow(run.id, from: .start) { chunk in
            guard case .lines(let bytes, _) = chunk else { return }
            for line in bytes.split(separator: 0x0A) {
                guard case .record(let record) = verifier.read(line), record.stream == .output else { continue }
                output += record.text + (record.ending == .newline ? [0x0A] : [])
            }
        }
        // The host writes its last file behind the record that ends the reading.
        let folderOfRun = state.folder(of: run.id)
        try await eventually { !HostLock.isHeld(folderOfRun.hostLog) }
        let left = try FileManager.default.contentsOfDirectory(atPath: folderOfRun.path.string)
        return IsolatedJob(
            output: String(decoding: output, as: UTF8.self),
            completeness: verifier.completeness,
            status: status,
            filesLeft: left.sorted()
        )
    }

    /// Whether this machine lets this user limit memory.
    static let canLimitMemory: Bool = {
        guard
            case .success(let group) = ControlGroup.make("deploy-runner-probe-\(UUID())", .init(cpu: 256, memory: 512))
        else { return false }
        group.remove()
        return true
    }()

    private static let now = Timestamp(milliseconds: 1_795_473_663_123)

    private static func approved() throws -> ApprovedJob {
        let json = #"""
            {"container_cpu": 256, "container_memory": 512, "containers": {"box": {"docker_image": "i", "docker_tag": "1",
              "script_config": {"job": {"allowed_options": []}}}}}
            """#
        let gatekeeper = Gatekeeper(try Configuration.load(json: Array(json.utf8), form: .file))
        guard let job = gatekeeper.decide(JobRequest(container: "box", script: "job")).job else {
            throw Errno.invalidArgument
        }
        return job
    }
}
