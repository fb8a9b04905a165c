import Fixtures
import Foundation
import Supervision
import SystemPackage
import Testing

/// The tool that a job downloads, in a workspace that other builds have had before.
@Suite(.timeLimit(.minutes(30)))
struct InstallTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    @Test func `what was downloaded is used again, and another checksum brings another one`() async throws {
        try offer("echo first")
        let first = try await checksum()
        #expect(try await installed(first).outputText == "first")
        try offer("echo second")
        #expect(try await installed(first).outputText == "first")
        let second = try await checksum()
        #expect(try await installed(second).outputText == "second")
    }

    @Test func `nothing is run that is not what the checksum says`() async throws {
        try offer("echo anything")
        let other = String(repeating: "0", count: 64)
        for _ in 1...2 {
            let result = try await installed(other)
            #expect(result.ending == .exited(1))
            #expect(result.outputText == "")
            #expect(result.errorText.contains("is not what DEPLOY_RUNNER_SHA256 says"))
        }
    }

    @Test func `what an earlier build has changed is downloaded anew`() async throws {
        try offer("echo right")
        let sum = try await checksum()
        #expect(try await installed(sum).outputText == "right")
        try folder.writeScript("echo wrong", to: "out/bin/\(sum)/infrastructure-deployer")
        #expect(try await installed(sum).outputText == "right")
    }

    /// What `DEPLOY_RUNNER_URL` names from now on.
    private func offer(_ script: String) throws {
        try folder.writeScript(script, to: "offered")
    }

    private func checksum() async throws -> String {
        let command = Command("sha256sum", [folder.path.appending("offered").string], environment: Self.environment)
        return String(try await command.capture().outputText.prefix(64))
    }

    /// Installs the tool in the workspace and calls it.
    private func installed(_ sum: String) async throws -> CommandResult {
        let script = """
            set -euo pipefail
            . "$1/messages.sh"
            . "$1/install.sh"
            install_deployer
            infrastructure-deployer
            """
        let settings = [
            "DEPLOY_RUNNER_URL": "file://\(folder.path.appending("offered").string)",
            "DEPLOY_RUNNER_SHA256": sum,
            "PIPELINE_OUT": folder.path.appending("out").string,
        ]
        let environment = Self.environment.merging(settings) { $1 }
        return try await Command("/bin/bash", ["-c", script, "shell", Self.parts], environment: environment).capture()
    }

    private static let environment = ["PATH": "/usr/bin:/bin"]
    private static let parts = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "examples/ci/shell/pipeline.d").path
}
