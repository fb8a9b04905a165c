import Fixtures
import Foundation
import Supervision
import SystemPackage
import Testing

/// The file of a job's identity token.
@Suite(.timeLimit(.minutes(30)))
struct CredentialsTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
    }

    @Test func `the token is in a file of the job's alone, and in no environment any more`() async throws {
        let output = try await output(
            of: """
                stat --format=%a "${AWS_WEB_IDENTITY_TOKEN_FILE%/*}"
                printf '%s\\n' "$(<"$AWS_WEB_IDENTITY_TOKEN_FILE")" "${OIDC_TOKEN-no token}"
                """
        )
        #expect(output == "700\nfirst\nno token\ngone")
    }

    /// The last command of a job replaces its shell.
    @Test func `the file is removed when the job has ended, though nothing is left of its shell`() async throws {
        let output = try await output(
            of: """
                (exec sh -c 'test -e "$AWS_WEB_IDENTITY_TOKEN_FILE" && echo there')
                """
        )
        #expect(output == "there\ngone")
    }

    @Test func `a token that ends before the job is renewed`() async throws {
        try folder.writeScript("printf second", to: "renew")
        let settings = ["OIDC_TOKEN_COMMAND": folder.path.appending("renew").string, "OIDC_TOKEN_SECONDS": "0.01"]
        let output = try await output(
            of: """
                until [[ $(<"$AWS_WEB_IDENTITY_TOKEN_FILE") == second ]]; do :; done
                echo renewed
                """,
            settings
        )
        #expect(output == "renewed\ngone")
    }

    @Test func `a token that cannot be renewed stays as it is`() async throws {
        try folder.writeScript("printf half; echo >>\(folder.path)/tried; exit 1", to: "renew")
        let settings = ["OIDC_TOKEN_COMMAND": folder.path.appending("renew").string, "OIDC_TOKEN_SECONDS": "0.01"]
        let output = try await output(
            of: """
                until [[ $(wc -l <"$TMPDIR/tried") -gt 2 ]]; do :; done 2>/dev/null
                printf '%s\\n' "$(<"$AWS_WEB_IDENTITY_TOKEN_FILE")"
                """,
            settings
        )
        #expect(output == "first\ngone")
    }

    /// What a job writes that has a token.
    private func output(of job: String, _ settings: [String: String] = [:]) async throws -> String {
        let script = """
            set -euo pipefail
            . "$1/messages.sh"
            . "$1/credentials.sh"
            use_identity_token
            tender=$!
            \(job)
            exec {identity_pipe}>&-
            wait "$tender"
            [[ -e ${AWS_WEB_IDENTITY_TOKEN_FILE%/*} ]] || echo gone
            """
        let environment = settings.merging(
            [
                "PATH": "/usr/bin:/bin", "TMPDIR": folder.path.string, "OIDC_TOKEN": "first",
                "AWS_ROLE_ARN": "arn:aws:iam::111111111111:role/plan",
            ]
        ) { $1 }
        let command = Command("/bin/bash", ["-c", script, "shell", Self.parts], environment: environment)
        let result = try await command.capture()
        #expect(result.succeeded, "\(result.errorText)")
        return result.outputText
    }

    private static let parts = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "examples/ci/shell/pipeline.d").path
}
