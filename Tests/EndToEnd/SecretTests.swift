import Fixtures
import Foundation
import RunProtocol
import Supervision
import SystemPackage
import Testing

/// Secrets and stored output on this machine, with the built programs.
@Suite(
    .enabled(if: SandboxRequirement.isMet, Comment(rawValue: SandboxRequirement.reason)),
    .timeLimit(.minutes(30))
)
struct SecretTests {
    private static let secret = "p@ss w0rd/with+every&'\"thing=?#%$`\\ü€-end"

    /// A folder with a configuration whose container `own` has a secret from the caller's variable `CI_SECRET`.
    private struct Place {
        let folder: TestFolder

        init(_ script: String, artifacts: String = "") throws {
            folder = try TestFolder()
            let peers = URL(filePath: #filePath).appending(path: "../../Peers").standardizedFileURL.path()
            try folder.write(
                """
                containers:
                  own:
                    script_config: {job: {allowed_options: [store-outputs]}}
                    secrets_manager_env_vars: {SECRET: ci-secret}
                    environment_vars: {PLAIN: plain}
                \(artifacts)
                sandbox:
                  scripts: scripts
                  artifacts: outputs
                  secrets:
                    ci-secret: {environment: CI_SECRET}
                  mounts:
                    - {source: "\(peers)", target: /peers}
                    - {source: signals, target: /signals}
                """,
                to: "deploy-runner.yml"
            )
            try Folder.make(folder.path.appending("signals"))
            let permissions = FilePermissions(rawValue: 0o755)
            try folder.write("#!/bin/bash\n\(script)\n", to: "scripts/job", permissions: permissions)
        }

        func run(_ variables: [String: String], _ arguments: String...) async throws -> CommandLineTool.Result {
            try await start(variables, arguments).result()
        }

        func start(_ variables: [String: String], _ arguments: [String] = []) throws -> CommandLineTool {
            let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
            let state = folder.path.appending("state").string
            let own = ["PATH": path, "HOME": folder.path.string, "XDG_STATE_HOME": state]
            let call = ["--local", "--", "own", "job"] + arguments
            return try CommandLineTool(call, in: folder.path, environment: own.merging(variables) { $1 })
        }

        /// Which files below the folder hold a text; names and contents alike.
        func files(holding text: String) async throws -> String {
            let arguments = ["-rlaF", "--", text, folder.path.string]
            let grep = Command("grep", arguments, environment: ["PATH": "/usr/bin:/bin"])
            return try await grep.capture().outputText
        }
    }

    @Test func `a secret reaches the job, and nothing that is read or kept shows it in any form`() async throws {
        let place = try Place(
            """
            python3 /peers/secret_printer.py
            echo secret=$SECRET >> "$DEPLOY_RUNNER_FACTS"
            printf %s "$SECRET" | wc -c
            cat /proc/[0-9]*/cmdline > lines; printf %s "$SECRET" | grep -aFc -f - lines
            exit 7
            """,
            artifacts: "artifact_config: {bucket_name: outputs, default_key_prefix: runs}"
        )
        let run = try await place.run(["CI_SECRET": Self.secret])
        #expect(run.code == 7, "\(run.errors)")
        #expect(run.output.hasSuffix("\n\(Self.secret.utf8.count)\n0\n"))
        #expect(run.output.components(separatedBy: "***").count > 80)
        #expect(run.errors.contains("complete"))
        for text in [Self.secret, "p@ss", "p%40ss", "w0rd/with", "cEBzcyB3", "BzcyB3MHJk", "zIHcwcmQvd2l"] {
            #expect(!run.output.contains(text) && !run.errors.contains(text), "\(text)")
            #expect(try await place.files(holding: text) == "", "\(text)")
        }
        let id = try #require(TerraformTests.runID(in: run.errors))
        let stored = try String(contentsOfFile: "\(place.folder.path)/outputs/runs/\(id)/stdout", encoding: .utf8)
        #expect(stored == run.output)
        let errors = try String(contentsOfFile: "\(place.folder.path)/outputs/runs/\(id)/stderr", encoding: .utf8)
        #expect(errors == "***")
    }

    @Test func `no command line of this machine shows a secret while its job runs`() async throws {
        let place = try Place("echo ready; while [ ! -e /signals/go ]; do sleep 0.02; done; echo $SECRET")
        let tool = try place.start(["CI_SECRET": "c0mmand-line-secret"])
        await tool.wait(for: "ready")
        let processes = (Folder.names(in: "/proc") ?? []).filter { Int($0) != nil }
        let lines = processes.compactMap { ProcFile.read("/proc/\($0)/cmdline") }
        #expect(lines.contains { $0.contains("bwrap") && $0.contains(place.folder.path.string) })
        #expect(!lines.contains { $0.contains("c0mmand-line-secret") })
        try place.folder.write("", to: "signals/go")
        let run = try await tool.result()
        #expect(run.output == "ready\n***\n")
    }

    @Test func `a secret that is not there keeps the job from starting, and is named`() async throws {
        let place = try Place("touch /work/started; echo started")
        let run = try await place.run(["CI_SECRET": ""])
        #expect(run.code == ExitCode.unavailable.rawValue)
        #expect(run.output == "")
        let message = "container own has no secret for SECRET: the environment variable CI_SECRET gives none"
        #expect(run.errors.contains(message), "\(run.errors)")
        #expect(run.errors.contains("it is empty"))
    }

    @Test func `what a script says is secret is hidden from then on`() async throws {
        let place = try Place("echo fetched-one; printf fetched-one | deploy-runner hide-secret && echo fetched-one")
        let run = try await place.run(["CI_SECRET": Self.secret])
        #expect(run.output == "fetched-one\n***\n")
    }

    @Test func `output is stored when the caller asks for it`() async throws {
        let place = try Place(
            "echo $PLAIN; echo oops >&2",
            artifacts: "artifact_config: {bucket_name: outputs, allow_runtime_selection: true}"
        )
        let not = try await place.run(["CI_SECRET": Self.secret])
        #expect(not.code == 0)
        #expect(Folder.names(in: place.folder.path.appending("outputs")) == nil)
        let run = try await place.run(["CI_SECRET": Self.secret], "--store-outputs", "true")
        let id = try #require(TerraformTests.runID(in: run.errors))
        let folder = "\(place.folder.path)/outputs/\(id)"
        #expect(try String(contentsOfFile: "\(folder)/stdout", encoding: .utf8) == "plain\n")
        #expect(try String(contentsOfFile: "\(folder)/stderr", encoding: .utf8) == "oops\n")
        let both = try String(contentsOfFile: "\(folder)/interleaved", encoding: .utf8)
        #expect(both.count == "plain\noops\n".count && both.contains("oops\n"))
    }

    @Test func `a folder that cannot be written changes nothing of the run but its detail`() async throws {
        let place = try Place("echo out; exit 3", artifacts: "artifact_config: {bucket_name: outputs}")
        try place.folder.write("in the way", to: "outputs")
        let run = try await place.run(["CI_SECRET": Self.secret])
        #expect(run.code == 3 && run.output == "out\n")
        let id = try #require(TerraformTests.runID(in: run.errors))
        let tool = try CommandLineTool(
            ["status", id],
            in: place.folder.path,
            environment: ["HOME": "/", "XDG_STATE_HOME": place.folder.path.appending("state").string]
        )
        #expect(try await tool.result().output.contains("the output is not stored in"))
    }
}
