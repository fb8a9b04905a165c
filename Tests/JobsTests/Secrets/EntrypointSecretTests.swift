import Fixtures
import Foundation
import RunProtocol
import Supervision
import SystemPackage
import Testing

@testable import Jobs

@Suite(.timeLimit(.minutes(30))) struct EntrypointSecretTests {
    private static let secret = "p@ss w0rd/with+every&'\"thing=?#%$`\\ü€-end"

    @Test func `a secret that is printed in every form, a few bytes a write, is nowhere in the log`() async throws {
        var task = try TestTask()
        task.environment["SECRET"] = Self.secret
        task.environment["DEPLOY_RUNNER_SECRET_VARIABLES"] = "SECRET"
        let printer = PythonPeer.command("secret_printer.py")
        try task.add("job", "exec \(printer.program) \(printer.arguments.joined(separator: " "))")
        let ended = try await task.run("job")
        #expect(ended.exitCode == 0, "\(ended.errorText)")
        #expect(ended.completeness == .complete)
        #expect(ended.trailer?.bytes == ended.output.count + ended.errors.count)
        #expect(ended.errorText == "***")
        let forms = ended.outputText.split(separator: ">\n", omittingEmptySubsequences: true)
        #expect(forms.count > 80)
        #expect(forms.allSatisfy { $0.contains("***") })
        let pieces = [
            "p@ss", "p%40", "every&", "w0rd/with", "w0rd%2", "thing=", "thing%", "cEBzcyB3", "BAc3MgdzByZ",
        ]
        for piece in pieces {
            #expect(!ended.outputText.contains(piece), "\(piece)")
        }
    }

    @Test func `git's and AWS's credentials are secret without being named, others are not`() async throws {
        var task = try TestTask()
        let key = """
            -----BEGIN OPENSSH PRIVATE KEY-----
            b3BlbnNzaC1rZXktdjEAAAAA
            BG5vbmUAAAAEbm9uZQAAAAAA
            -----END OPENSSH PRIVATE KEY-----
            """
        task.environment["DEPLOY_SCRIPT_GITHUB_TOKEN"] = "ghp_0123456789"
        task.environment["DEPLOY_SCRIPT_SSH_PRIVATE_KEY"] = key
        task.environment["DEPLOY_SCRIPT_BITBUCKET_USERNAME"] = "robot-user"
        task.environment["AWS_SECRET_ACCESS_KEY"] = "aws-secret-key"
        task.environment["AWS_SESSION_TOKEN"] = "aws-session-token"
        task.environment["PLAIN"] = "plain-value"
        try task.add(
            "job",
            """
            echo "$DEPLOY_SCRIPT_GITHUB_TOKEN $DEPLOY_SCRIPT_BITBUCKET_USERNAME $PLAIN"
            echo "$AWS_SECRET_ACCESS_KEY $AWS_SESSION_TOKEN"
            echo "$DEPLOY_SCRIPT_SSH_PRIVATE_KEY"
            echo "$DEPLOY_SCRIPT_SSH_PRIVATE_KEY" | sed 's/^/| /' >&2
            """
        )
        let ended = try await task.run("job")
        #expect(ended.outputText == "*** robot-user plain-value\n*** ***\n***\n")
        #expect(!ended.errorText.contains("b3BlbnN") && !ended.errorText.contains("BG5vbm"))
    }

    @Test func `a token among others is redacted by itself, whatever else the variables hold`() async throws {
        var task = try TestTask()
        task.environment["DEPLOY_SCRIPT_HTTPS_CREDENTIALS"] = """
            https://bot:first%2Ftoken@git.example.com\r
            https://bot:first%2Ftoken@git.example.com
            not a credential
            """
        task.environment["DEPLOY_SCRIPT_HTTPS_CREDENTIALS_MORE"] = "https://bot:second-token@git.example.org"
        task.environment["DEPLOY_SCRIPT_SSH_PRIVATE_KEY"] = "no-key-at-all"
        try task.add("job", "echo first/token second-token third-token")
        let ended = try await task.run("job")
        #expect(ended.outputText == "*** *** third-token\n")
    }

    @Test func `a secret that is named and not there ends the run before its script starts`() async throws {
        var task = try TestTask()
        task.environment["DEPLOY_RUNNER_SECRET_VARIABLES"] = "EMPTY SET ABSENT"
        task.environment["SET"] = "hunter22"
        task.environment["EMPTY"] = ""
        try task.add("job", "touch $HERE/started")
        let ended = try await task.run("job")
        #expect(ended.exitCode == ExitCode.unavailable.rawValue)
        #expect(ended.notes.contains("the task has no secret for ABSENT, EMPTY"))
        #expect(ended.trailer?.end == .notStarted(reason: ended.trailer?.end.notStartedReason ?? ""))
        #expect(task.folder.read("started") == nil)
        #expect(task.leftovers == [])
    }

    @Test func `a secret that is too short is named in the log, and not redacted`() async throws {
        var task = try TestTask()
        task.environment["DEPLOY_RUNNER_SECRET_VARIABLES"] = "PIN"
        task.environment["PIN"] = "1234"
        try task.add("job", "echo 1234")
        let ended = try await task.run("job")
        #expect(ended.outputText == "1234\n")
        #expect(ended.notes.contains("not redacted, as too short to be told from other text: PIN"))
    }

    @Test func `what a script comes to know is hidden from the moment it says so`() async throws {
        let task = try TestTask()
        try task.add(
            "job",
            """
            printf 'fetched-secret\\n' | \(BuiltProgram.deployRunner) hide-secret || exit 9
            echo fetched-secret
            echo secret=fetched-secret >> "$DEPLOY_RUNNER_FACTS"
            head -c 200000 /dev/zero | \(BuiltProgram.deployRunner) hide-secret; echo $?
            """
        )
        let ended = try await task.run("job")
        #expect(ended.outputText == "***\n64\n")
        #expect(ended.trailer?.facts == ["secret": "***"])
        #expect(task.leftovers == [])
    }

    @Test func `more secrets than can be looked for are refused, while the job runs and before it`() async throws {
        let large = "head -c 75000 /dev/urandom | base64 -w0"
        var task = try TestTask()
        try task.add(
            "job",
            """
            printf fetched-secret | \(BuiltProgram.deployRunner) hide-secret || exit 9
            for i in 1 2 3 4 5 6 7 8 9; do \(large) | \(BuiltProgram.deployRunner) hide-secret || break; done
            echo "refused: $i fetched-secret"
            """
        )
        let ended = try await task.run("job")
        #expect(ended.outputText.wholeMatch(of: /refused: [2-8] \*\*\*\n/) != nil, "\(ended.outputText)")
        #expect(ended.notes.contains("a secret of the job is refused: the secrets have "), "\(ended.notes)")
        let value = String(repeating: "0123456789", count: 10_000)
        for name in ["A", "B", "C", "D", "E", "F"] { task.environment[name] = name + value }
        task.environment["DEPLOY_RUNNER_SECRET_VARIABLES"] = "A B C D E F"
        let never = try await task.run("job")
        #expect(never.outputText == "")
        #expect(never.notes.contains("that is enough for about 60 KiB of secrets"), "\(never.notes)")
        #expect(never.trailer?.end.notStartedReason?.contains("can be looked for") == true)
    }

    @Test func `a job that connects and says nothing keeps nobody waiting for ever`() async throws {
        let task = try TestTask()
        try task.add(
            "job",
            """
            python3 -c 'import os, socket, time; s = socket.socket(socket.AF_UNIX)
            s.connect(os.environ["DEPLOY_RUNNER_SECRETS"]); print("connected", flush=True)
            open("'$HERE'/connected", "w"); time.sleep(3600)' &
            while [ ! -e $HERE/connected ]; do sleep 0.02; done
            printf later-secret | \(BuiltProgram.deployRunner) hide-secret && echo later-secret
            kill %1
            """
        )
        let ended = try await task.run("job")
        #expect(ended.outputText == "connected\n***\n")
    }

    @Test func `the credentials of a task's role are hidden before its script starts`() async throws {
        let endpoint = try await TestProcess(PythonPeer.command("credential_endpoints.py"))
        defer { try? endpoint.input.close() }
        var port = ""
        for await line in InputLines.of(endpoint.output) {
            port = line.filter(\.isNumber)
            break
        }
        var task = try TestTask()
        task.environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = "http://127.0.0.1:\(port)/container"
        task.environment["AWS_PROFILE"] = "not-there"
        try task.add(
            "job",
            """
            python3 -c 'import json, os, urllib.request
            answer = json.load(urllib.request.urlopen(os.environ["AWS_CONTAINER_CREDENTIALS_FULL_URI"]))
            print(answer["AccessKeyId"] != "", answer["SecretAccessKey"], answer["Token"])'
            """
        )
        let ended = try await task.run("job")
        #expect(ended.outputText == "True *** ***\n", "\(ended.errorText)")
    }
}

extension RunOutcome {
    fileprivate var notStartedReason: String? {
        if case .notStarted(let reason, _) = self { return reason }
        return nil
    }
}
