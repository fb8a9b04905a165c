import Fixtures
import Glibc
import Supervision
import SystemPackage
import Testing

@Suite struct InfrastructureDeployScriptTests {
    private static let plan = ["--binary", "terraform", "--command", "plan"]

    @Test func `a Terraform that is not there is named with the path that was searched, before anything is cloned`()
        async throws
    {
        var deploy = try await TestDeploy()
        try await deploy.remote.commit(["main.tf": ""])
        deploy.environment["PATH"] = "\(deploy.folder.path)/bin"
        let run = try await deploy.run("--binary", "terraform", "--command", "plan")
        #expect(run.exitCode == 69)
        #expect(
            run.remarks == [
                "terraform is not installed: it is not on PATH (\(deploy.folder.path)/bin)",
                "hint: install terraform, or make the folder that holds it part of PATH",
            ]
        )
    }

    @Test func `a repository that is not there, is empty, or is not listed starts nothing`() async throws {
        var deploy = try await TestDeploy()
        try deploy.fakeTerraform()
        let empty = try await deploy.run("--binary", "terraform", "--command", "plan")
        #expect(empty.exitCode == 69)
        #expect(
            empty.remarks.suffix(2) == [
                "\(deploy.remote.path) has no branch and no tag", "hint: push a commit to it first",
            ]
        )
        let missing = deploy.folder.path.appending("nope.git").string
        deploy.environment["DEPLOY_RUNNER_LOCAL_REPOSITORIES"] = missing
        let gone = try await deploy.run(list: ["--repo", missing] + Self.plan)
        #expect(gone.exitCode == 69)
        #expect(gone.errors.contains("there is no repository at \(missing)"))
        let unlisted = try await deploy.run("--binary", "terraform", "--command", "plan")
        #expect(unlisted.exitCode == 77)
        #expect(unlisted.errors.contains("is not one of the repositories of this machine that may be cloned"))
        #expect(deploy.calls == [])
    }

    @Test func `without a network nothing is started, and trying again is the advice`() async throws {
        let deploy = try await TestDeploy()
        try deploy.fakeTerraform()
        let run = try await deploy.run(list: ["--repo", "https://127.0.0.1:9/a/b.git"] + Self.plan)
        #expect(run.exitCode == 75)
        #expect(run.remarks.contains("https://127.0.0.1:9/a/b.git could not be reached, so nothing was started"))
        #expect(deploy.calls == [])
        #expect(deploy.leftovers == [])
    }

    @Test func `a temporary folder that cannot be written is named`() async throws {
        var deploy = try await TestDeploy()
        try deploy.fakeTerraform()
        deploy.environment["TMPDIR"] = "\(deploy.folder.path)/missing"
        let run = try await deploy.run("--binary", "terraform", "--command", "plan")
        #expect(run.exitCode == 69)
        #expect(
            run.remarks.prefix(2) == [
                "no temporary folder could be made in \(deploy.folder.path)/missing",
                "cause: No such file or directory",
            ]
        )
    }

    @Test func `a disk that is full is named, and nothing is started`() async throws {
        let deploy = try await TestDeploy()
        try await deploy.remote.commit(["main.tf": "", "big": Self.noise(bytes: 400_000)])
        try deploy.fakeTerraform()
        let script = deploy.command(["--repo", deploy.remote.path.string] + Self.plan)
        var command = script
        command.program = "unshare"
        command.arguments =
            [
                "--mount", "--user", "--map-root-user", "sh", "-c",
                #"mount -t tmpfs -o size=200k none "$TMPDIR" && exec "$@""#, "sh",
            ]
            + [script.program] + script.arguments
        let probe = Command(
            "unshare",
            ["--mount", "--user", "--map-root-user", "true"],
            environment: deploy.environment
        )
        guard try await probe.capture().succeeded else { try Test.cancel("user namespaces are switched off") }
        let result = try await command.capture()
        #expect(result.ending == .exited(69))
        #expect(
            result.errorText.contains("there is no room for a clone of \(deploy.remote.path)"),
            "\(result.errorText)"
        )
        #expect(deploy.calls == [])
    }

    /// Text that git cannot compress.
    private static func noise(bytes: Int) -> String {
        var generator = SeededGenerator(seed: 1)
        return (0..<(bytes / 16)).map { _ in String(generator.next(), radix: 16) }.joined()
    }

    @Test func `the tool gets what is configured, and neither credentials nor the runner's own variables`() async throws
    {
        var deploy = try await TestDeploy()
        try await deploy.remote.commit(["main.tf": ""])
        try deploy.fakeTerraform("env > $TEST/environment")
        deploy.environment.merge([
            "AWS_REGION": "eu-west-1", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2/x", "TF_VAR_x": "1",
            "TF_CLI_CONFIG_FILE": "/c",
            "DEPLOY_SCRIPT_GITHUB_TOKEN": "s3cret", "TERRAGRUNT_SOURCE": "/x", "TF_CLI_ARGS": "-x", "GIT_DIR": "/x",
            "DEPLOY_RUNNER_X": "y",
        ]) { $1 }
        #expect(try await deploy.run("--binary", "terraform", "--command", "plan").exitCode == 0)
        let lines = (deploy.folder.read("environment") ?? "").split(separator: "\n").map {
            $0.split(separator: "=", maxSplits: 1)
        }
        let seen = Dictionary(
            lines.map { (String($0[0]), $0.count > 1 ? String($0[1]) : "") },
            uniquingKeysWith: { $1 }
        )
        #expect(
            Set(seen.keys).subtracting(["_", "PWD", "SHLVL", "OLDPWD"]) == [
                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_REGION", "GIT_ALLOW_PROTOCOL", "GIT_CONFIG_GLOBAL",
                "GIT_CONFIG_NOSYSTEM",
                "GIT_SSH_COMMAND", "GIT_TERMINAL_PROMPT", "HOME", "LANG", "PATH", "TEST", "TF_CLI_CONFIG_FILE",
                "TF_INPUT",
                "TF_IN_AUTOMATION", "TF_VAR_x", "TMPDIR",
            ]
        )
        #expect(seen["TF_IN_AUTOMATION"] == "1")
        #expect(seen["TF_INPUT"] == "0")
        #expect(seen["GIT_TERMINAL_PROMPT"] == "0")
        #expect(seen["GIT_ALLOW_PROTOCOL"] == "https:ssh")
    }

    @Test func `credentials for repositories are there for init, and gone before the repository's code runs`()
        async throws
    {
        var deploy = try await TestDeploy()
        try await deploy.remote.commit(["main.tf": ""])
        deploy.environment["DEPLOY_SCRIPT_GITHUB_TOKEN"] = "s3cret"
        let ask =
            #"printf 'protocol=https\nhost=github.com\n\n' | git credential fill 2>/dev/null | grep password || echo none"#
        try deploy.fakeTerraform(
            #"(echo "$1"; \#(ask)) >> $TEST/seen; [ "$1" = init ] || grep -rl s3cret $TMPDIR >> $TEST/seen; true"#
        )
        #expect(try await deploy.run("--binary", "terraform", "--command", "plan").exitCode == 0)
        #expect(deploy.folder.read("seen") == "init\npassword=s3cret\nplan\nnone\n")
    }

    @Test func `an init that fails ends the run with its code`() async throws {
        let deploy = try await TestDeploy()
        try await deploy.remote.commit(["main.tf": ""])
        try deploy.fakeTerraform("exit 17")
        let run = try await deploy.run(
            "--binary",
            "terraform",
            "--command",
            "plan",
            "--backend-config",
            "a=b",
            "--backend-config",
            "f.hcl"
        )
        #expect(run.exitCode == 17)
        #expect(deploy.calls == ["terraform init -input=false -backend-config=a=b -backend-config=f.hcl"])
        #expect(run.remarks.last == #""terraform init" exited with code 17"#)
    }

    @Test func `a tool that a signal ends is reported as such`() async throws {
        let deploy = try await TestDeploy()
        try await deploy.remote.commit(["main.tf": ""])
        try deploy.fakeTerraform(#"[ "$1" = init ] || kill -9 $$"#)
        let run = try await deploy.run("--binary", "terraform", "--command", "plan")
        #expect(run.exitCode == 137)
        #expect(run.remarks.last == #""terraform plan" was killed by signal 9"#)
    }

    @Test func `the log level decides how much the script says, but an apply always names its commit`() async throws {
        let deploy = try await TestDeploy()
        let commit = try await deploy.remote.commit(["main.tf": ""])
        try deploy.fakeTerraform()
        let quiet = try await deploy.run("--binary", "terraform", "--command", "plan", "--log-level", "error")
        #expect(quiet.errors.isEmpty)
        let apply = try await deploy.run(
            "--binary",
            "terraform",
            "--command",
            "apply",
            "--log-level",
            "error",
            "--ref",
            "main",
            "--allowed-apply-refs",
            "main"
        )
        #expect(apply.errors == "deploying commit \(commit) (ref main of \(deploy.remote.path))")
        let talkative = try await deploy.run("--binary", "terraform", "--command", "plan", "--log-level", "debug")
        #expect(talkative.remarks.contains("running terraform plan"))
    }

    @Test func `without a ref a plan takes the default branch`() async throws {
        let deploy = try await TestDeploy()
        let commit = try await deploy.remote.commit(["main.tf": ""])
        try deploy.fakeTerraform()
        let run = try await deploy.run("--binary", "terraform", "--command", "plan")
        #expect(run.remarks.last == "using commit \(commit) (ref main of \(deploy.remote.path))")
        try await deploy.remote.gitInBareRepository("symbolic-ref", "HEAD", "refs/heads/gone")
        let headless = try await deploy.run("--binary", "terraform", "--command", "plan")
        #expect(headless.exitCode == 64)
        #expect(headless.errors.contains("no --ref is given, and \(deploy.remote.path) names no default branch"))
    }

    @Test func `a file URL of a listed repository is the same as its path`() async throws {
        let deploy = try await TestDeploy()
        try await deploy.remote.commit(["main.tf": ""])
        try deploy.fakeTerraform()
        let run = try await deploy.run(list: ["--repo", "file://\(deploy.remote.path)"] + Self.plan)
        #expect(run.exitCode == 0, "\(run.errors)")
    }
}
