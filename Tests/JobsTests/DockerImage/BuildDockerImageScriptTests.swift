import Fixtures
import RunProtocol
import Supervision
import SystemPackage
import Testing

@testable import Jobs

/// The script as a process, with an executor that is as strict as kaniko, and with what is wrong before any engine runs.
@Suite(.timeLimit(.minutes(30))) struct BuildDockerImageScriptTests {
    private static func kaniko() async throws -> TestImageBuild {
        var build = try await TestImageBuild("")
        try build.folder.writeScript(FakeKaniko.script, to: "kaniko/executor")
        build.environment["KANIKO_DIR"] = "\(build.folder.path)/kaniko"
        try await build.remote.commit(["docker/web/Dockerfile": "FROM scratch", "docker/web/a": "a", "b": "b"])
        return build
    }

    @Test func `kaniko is what builds where nothing else is configured`() async throws {
        var build = try await Self.kaniko()
        build.environment["TOKEN"] = "s3cret\n"
        build.environment["GIT_PASSWORD"] = "of no use for a folder"
        let result = try await build.run(
            "--ref",
            "main",
            "--context-path",
            "docker/web",
            "--no-push",
            "--env-secret",
            "token=TOKEN",
            "--build-arg",
            "A=b"
        )
        #expect(result.exitCode == 0, "\(result.errors)")
        let call = try #require(build.folder.read("call"))
        #expect(call.hasPrefix("--force --context dir://"))
        #expect(call.contains(" --no-push --build-arg A=b --label org.opencontainers.image.created="))
        #expect(!call.contains("s3cret"))
        #expect(build.folder.read("context") == "Dockerfile\na\n")
        #expect(build.folder.read("git-folders") == "0\n")
        #expect(build.folder.read("secrets") == "400 \(build.folder.path)/kaniko/secrets/token\n")
        #expect(build.folder.read("token") == "s3cret\n")
        let variables = (build.folder.read("variables") ?? "").split(separator: "\n")
        #expect(!variables.contains("TOKEN") && !variables.contains("GIT_PASSWORD"))
        #expect(!variables.contains { $0.hasPrefix("DEPLOY_") })
        #expect(result.errors.contains("the image was built, and is not pushed"))
        #expect(Folder.names(in: build.folder.path.appending("kaniko"))?.sorted() == ["executor", "secrets"])
        #expect(Folder.names(in: build.folder.path.pushing("kaniko/secrets")) == [])
    }

    @Test(arguments: [
        ["GIT_USERNAME": "robot", "GIT_PASSWORD": "t0ken-of-the-host"],
        ["DEPLOY_SCRIPT_GITHUB_TOKEN": "t0ken-of-the-host"],
    ])
    func `kaniko clones over https by itself, with credentials that are in no argument`(
        credentials: [String: String]
    ) async throws {
        var build = try await Self.kaniko()
        let commit = try await build.remote.git("rev-parse", "main")
        let user = credentials["GIT_USERNAME"] ?? "x-access-token"
        guard let host = try await FakeGitHub(serving: build.remote, to: user, password: "t0ken-of-the-host") else {
            try Test.cancel("python3 or openssl is not installed")
        }
        build.environment.merge(host.environment.filter { $0.key != "PATH" }) { $1 }
        build.environment.merge(credentials) { $1 }
        let result = try await build.run(
            "--ref",
            "main",
            "--context-path",
            "docker/web",
            "--no-push",
            of: "https://github.com/acme/live.git"
        )
        #expect(result.exitCode == 0, "\(result.errors)")
        let call = try #require(build.folder.read("call"))
        let context = "git://github.com/acme/live.git#refs/heads/main#\(commit)"
        #expect(call.hasPrefix("--force --context \(context) --git branch=main --context-sub-path docker/web "))
        #expect(!call.contains("t0ken"))
        #expect(build.folder.read("credentials") == "\(user)\nt0ken-of-the-host\n")
        #expect(!(result.output + result.errors).contains("t0ken"))
        withExtendedLifetime(host) {}
    }

    @Test(.enabled(if: LocalRegistry.isPossible, "needs docker-registry"))
    func `what kaniko says it pushed is the result, and its login stands in a file of its own`() async throws {
        let registry = try await LocalRegistry(.login)
        var build = try await Self.kaniko()
        let image = "\(registry.name)/acme/web:v1"
        let denied = try await build.run("--ref", "main", "--context-path", "docker/web", "--docker-image-tag", image)
        #expect(denied.exitCode == ExitCode.unavailable.rawValue)
        #expect(denied.errors.contains("the registry \(registry.name) denies it"))
        #expect(build.folder.read("call") == nil, "kaniko was not started")

        try build.folder.write(#"{"auths": {"\#(registry.name)": {"auth": "dXNlcjpzZWNyZXQ="}}}"#, to: "d/config.json")
        build.environment["DOCKER_CONFIG"] = "\(build.folder.path)/d"
        let pushed = try await build.run("--ref", "main", "--context-path", "docker/web", "--docker-image-tag", image)
        #expect(pushed.exitCode == 0, "\(pushed.errors)")
        #expect(pushed.output == "\(image)@\(FakeKaniko.digest)")
        #expect(build.facts.contains("image_digest=\(FakeKaniko.digest)"))
        #expect(build.folder.read("logins")?.contains("dXNlcjpzZWNyZXQ=") == true)
        #expect(Folder.names(in: build.folder.path.appending("kaniko")) == ["executor"])
    }

    @Test func `kaniko's own exit code is the job's, and nothing is left behind it`() async throws {
        var build = try await Self.kaniko()
        build.environment["FAIL"] = "3"
        build.environment["TOKEN"] = "t"
        let result = try await build.run(
            "--ref",
            "main",
            "--context-path",
            "docker/web",
            "--no-push",
            "--env-secret",
            "token=TOKEN"
        )
        #expect(result.exitCode == 3)
        #expect(result.errors.contains("\"kaniko\" exited with code 3"))
        #expect(Folder.names(in: build.folder.path.pushing("kaniko/secrets")) == [])
    }

    @Test func `a Dockerfile outside its context is refused, by whatever way it leads out`() async throws {
        let build = try await Self.kaniko()
        try await build.remote.commitLink("docker/web/Linked", to: "../../b")
        try await build.remote.commitLink("linked", to: "/etc")
        try await build.remote.commitLink("docker/web/Within", to: "Dockerfile")
        let outside = try await build.run(
            "--ref",
            "main",
            "--context-path",
            "docker/web",
            "--dockerfile-path",
            "Linked",
            "--no-push"
        )
        #expect(outside.exitCode == ExitCode.usage.rawValue)
        #expect(outside.errors.contains("--dockerfile-path Linked leads out of the build context"))
        let context = try await build.run("--ref", "main", "--context-path", "linked", "--no-push")
        #expect(context.errors.contains("--context-path linked leads out of the repository"))
        #expect(build.folder.read("call") == nil, "kaniko was not started")
        let within = try await build.run(
            "--ref",
            "main",
            "--context-path",
            "docker/web",
            "--dockerfile-path",
            "Within",
            "--no-push"
        )
        #expect(within.exitCode == 0, "\(within.errors)")
        #expect(build.folder.read("call")?.contains("--dockerfile Dockerfile") == true, "the file behind the link")
    }

    @Test(arguments: [
        (["--context-path", "docker/none"], "--context-path docker/none is no folder in main of"),
        (["--context-path", "b"], "--context-path b is no folder"),
        (["--dockerfile-path", "docker"], "--dockerfile-path docker is no file"),
        ([], "--dockerfile-path Dockerfile is no file"),
    ])
    func `a context and a Dockerfile that are not there are named`(arguments: [String], text: String) async throws {
        let build = try await Self.kaniko()
        let result = try await build.command(["--ref", "main", "--no-push"] + arguments).capture()
        #expect(result.ending == .exited(ExitCode.usage.rawValue))
        #expect(result.errorText.contains(text), "\(result.errorText)")
        #expect(Folder.names(in: build.folder.path.appending("kaniko")) == ["executor"])
    }

    @Test
    func `what is wrong with the engine, a secret or the properties file is said before the repository is cloned`()
        async throws
    {
        var build = try await Self.kaniko()
        let properties = try await build.run(
            "--ref",
            "main",
            "--docker-image-tag",
            "localhost:9/web:1",
            "--output-properties-file",
            "none/out.properties"
        )
        #expect(properties.exitCode == ExitCode.usage.rawValue)
        #expect(properties.errors.contains("out.properties cannot be written"))
        let secret = try await build.run("--ref", "main", "--no-push", "--env-secret", "x=ABSENT")
        #expect(secret.exitCode == ExitCode.usage.rawValue)
        let own = try await build.run("--ref", "main", "--no-push", "--env-secret", "x=DEPLOY_RUNNER_FACTS")
        #expect(own.exitCode == ExitCode.refused.rawValue)
        build.environment["DEPLOY_SCRIPT_IMAGE_BUILDER"] = "docker"
        let engine = try await build.run("--ref", "main", "--no-push")
        #expect(engine.exitCode == ExitCode.usage.rawValue)
        #expect(engine.errors.contains("it may be kaniko, buildah, buildkit"))
        build.environment["DEPLOY_SCRIPT_IMAGE_BUILDER"] = "buildkit"
        let missing = try await build.run("--ref", "main", "--no-push")
        #expect(missing.exitCode == ExitCode.unavailable.rawValue)
        #expect(missing.errors.contains("buildctl-daemonless.sh is not installed"))
        for result in [properties, secret, own, engine, missing] { #expect(!result.errors.contains("cloning")) }
        #expect(build.leftovers == [])
    }

    @Test(.enabled(if: LocalRegistry.isPossible, "needs docker-registry"))
    func `every tag has the digest of its own push, and a push that fails does not hide those before`() async throws {
        let registry = try await LocalRegistry()
        let build = try await TestImageBuild("buildah")
        try await build.remote.commit(["Dockerfile": "FROM scratch"])
        try build.folder.writeScript(
            """
            while [ $# -gt 0 ]; do
              [ "$1" = --digestfile ] && file=$2
              place=$1; shift
            done
            case $place in
              *:broken) echo denied >&2; exit 1 ;;
              *:v[0-9]) printf 'sha256:%064d' "${place##*:v}" > "$file" ;;
            esac
            """,
            to: "bin/buildah"
        )
        let image = "\(registry.name)/web"
        func tags(_ names: String...) -> [String] { names.flatMap { ["--docker-image-tag", "\(image):\($0)"] } }
        let both = try await build.command(["--ref", "main"] + tags("v1", "v2")).capture()
        #expect(both.ending == .exited(0), "\(both.errorText)")
        let zeros = String(repeating: "0", count: 63)
        let lines = ["1", "2"].map { "\(image):v\($0)@sha256:\(zeros)\($0)" }
        #expect(both.outputText.split(separator: "\n").map(String.init) == lines)
        let failed = try await build.command(["--ref", "main"] + tags("v1", "broken", "v2")).capture()
        #expect(failed.ending == .exited(1))
        #expect(failed.errorText.contains("\"buildah push \(image):broken\" exited with code 1"), "\(failed.errorText)")
        #expect(failed.errorText.contains("done before that: buildah build, buildah push \(image):v1"))
        withExtendedLifetime(registry) {}
    }

    @Test func `BuildKit gets a context and a Dockerfile that are there, and its metadata is the result`() async throws
    {
        var build = try await TestImageBuild("buildkit")
        try await build.remote.commit(["web/Dockerfile": "FROM scratch", "web/a": "a"])
        try build.folder.writeScript(FakeBuildctl.script, to: "bin/buildctl-daemonless.sh")
        build.environment["TOKEN"] = "s3cret"
        let result = try await build.run(
            "--ref",
            "main",
            "--context-path",
            "web",
            "--no-push",
            "--env-secret",
            "token=TOKEN",
            "--build-arg",
            "A=b"
        )
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(build.folder.read("token") == "s3cret")
        #expect(build.leftovers == [])
    }
}
