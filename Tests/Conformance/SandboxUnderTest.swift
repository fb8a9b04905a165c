import Fixtures
import Foundation
import Gatekeeper
import Invoker
import RunProtocol
import Sandbox
import Supervision
import SystemPackage
import Testing

/// The sandbox engine with a state directory of its own, and the scripts beside this file in its trigger directory.
struct SandboxUnderTest: ConformanceEngine {
    let engine: any TaskEngine
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        engine = try Self.engine(in: folder)
    }

    func withClient<Result>(_ body: (any TaskEngine) async throws -> Result) async throws -> Result {
        try await body(try Self.engine(in: folder))
    }

    private static func engine(in folder: TestFolder) throws -> SandboxEngine {
        var configuration = SandboxConfiguration()
        configuration.scripts = FilePath(URL(filePath: #filePath).deletingLastPathComponent().path + "/Scripts")
        configuration.secrets = ["conformance-token": .environment("CALLERS_TOKEN")]
        var programs = SandboxPrograms(
            deployRunner: BuiltProducts.path(of: "deploy-runner"),
            host: BuiltProducts.path(of: "infrastructure-deployer"),
            searchPath: ProcessInfo.processInfo.environment["PATH"] ?? ""
        )
        programs.environment = ["CALLERS_TOKEN": ConformanceConfiguration.token]
        let state = StateDirectory(folder.path.appending("state"))
        return try SandboxEngine(configuration, programs, state) {
            Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        }
    }

    func killTask(of run: RunID) async throws {
        // The sandbox's init is the only process that carries the run as its host name's argument.
        let kill = Command(
            "pkill",
            ["-KILL", "-f", "bwrap .*--hostname \(run) "],
            environment: ["PATH": "/usr/bin:/bin"]
        )
        _ = try await kill.capture()
    }
}
