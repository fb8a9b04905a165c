import AWS
import Fixtures
import Foundation
import RunProtocol
import Supervision
import SystemPackage
import Testing

@testable import Jobs

/// Images that buildah really builds, pushed to a real registry and read back from it.
@Suite(
    .serialized,
    .enabled(if: ImageBuildRequirement.isMet, Comment(rawValue: ImageBuildRequirement.reason)),
    .timeLimit(.minutes(30))
)
struct RealBuildTests {
    @Test func `an image from scratch is pushed under every tag, and says where it came from`() async throws {
        let registry = try await LocalRegistry()
        let build = try await TestImageBuild("buildah")
        let commit = try await build.remote.commit(["Dockerfile": "FROM scratch\nCOPY a /a\n", "a": "content"])
        let name = "\(registry.name)/acme/web"
        let result = try await build.run(
            "--ref",
            "main",
            "--docker-image-tag",
            "\(name):v1",
            "--docker-image-tag",
            "\(name):latest",
            "--output-properties-file",
            "image.properties",
            "--output-properties-file-key",
            "DIGEST"
        )
        #expect(result.exitCode == 0, "\(result.errors)")
        let digest = try #require(try await Self.digest("\(name):v1", in: registry))
        #expect(try await Self.digest("\(name):latest", in: registry) == digest)
        let lines = result.output.split(separator: "\n").suffix(2)
        #expect(lines == ["\(name):v1@\(digest)", "\(name):latest@\(digest)"])
        #expect(build.folder.read("out/image.properties") == "DIGEST=\(digest)\n")
        #expect(
            build.facts == ["resolved_ref=\(commit)", "image=\(name):v1@\(digest)", "image_digest=\(digest)"]
        )
        let time = try await build.remote.git(
            "show",
            "--no-patch",
            "--format=%cd",
            "--date=format-local:%FT%TZ",
            commit
        )
        let labels = try StoredImage(digest, in: registry).labels
        #expect(labels["org.opencontainers.image.revision"] == commit)
        #expect(labels["org.opencontainers.image.source"] == build.remote.path.string)
        #expect(labels["org.opencontainers.image.created"] == time)
        #expect(build.leftovers == [])
    }

    @Test func `steps run on a base image, read a secret, and leave it in no layer`() async throws {
        let registry = try await LocalRegistry()
        var build = try await TestImageBuild("buildah")
        try await build.pushBase(to: registry)
        build.environment["TOKEN"] = "s3cret-0123456789"
        build.environment["INHERITED"] = "from the environment"
        try await build.remote.commit([
            "web/Dockerfile": """
            FROM \(registry.name)/base:1
            ARG GIVEN
            ARG INHERITED
            ARG ABSENT=default
            RUN --mount=type=secret,id=token test "$(cat /run/secrets/token)" = "s3cret""-0123456789"
            RUN echo "$GIVEN, $INHERITED, $ABSENT" > /arguments
            COPY . /web
            """,
            "web/a": "a", "outside": "b",
        ])
        let image = "\(registry.name)/web:v1"
        let result = try await build.run(
            "--ref",
            "main",
            "--context-path",
            "web",
            "--docker-image-tag",
            image,
            "--env-secret",
            "token=TOKEN",
            "--build-arg",
            "GIVEN=a=b c",
            "--build-arg",
            "INHERITED",
            "--build-arg",
            "ABSENT"
        )
        #expect(result.exitCode == 0, "\(result.errors)")
        #expect(result.errors.contains("--build-arg ABSENT is left out"))
        let stored = try StoredImage(try #require(try await Self.digest(image, in: registry)), in: registry)
        for layer in stored.layers { try await build.shell("mkdir -p root && tar -xzf \(layer) -C root") }
        #expect(build.folder.read("root/arguments") == "a=b c, from the environment, default\n")
        #expect(try await build.shell("ls -A root/web") == "Dockerfile\na")
        // The Dockerfile has it in two pieces, so that whoever has it whole has it from the secret.
        #expect(try await build.shell("grep -rl s3cret-0123456789 root || true") == "")
        #expect(!String(decoding: stored.configuration, as: UTF8.self).contains("s3cret-0123456789"))
        #expect(!(result.output + result.errors).contains("s3cret-0123456789"))
        #expect(build.leftovers == [])
    }

    @Test func `a tag that is there is left alone, and only what is missing is pushed`() async throws {
        let registry = try await LocalRegistry()
        let build = try await TestImageBuild("buildah")
        try await build.remote.commit(["Dockerfile": "FROM scratch\nCOPY a /a\n", "a": "1"])
        let name = "\(registry.name)/web"
        let first = try await build.run("--ref", "main", "--idempotent", "--docker-image-tag", "\(name):v1")
        #expect(first.exitCode == 0, "\(first.errors)")
        let digest = try await Self.digest("\(name):v1", in: registry)
        try await build.remote.commit(["a": "2"])
        let again = try await build.run("--ref", "main", "--idempotent", "--docker-image-tag", "\(name):v1")
        #expect(again.exitCode == 0)
        #expect(again.errors.contains("nothing was built: every tag is there already"))
        #expect(again.output == first.output.split(separator: "\n").last.map(String.init))
        let more = try await build.run(
            "--ref",
            "main",
            "--idempotent",
            "--docker-image-tag",
            "\(name):v1",
            "--docker-image-tag",
            "\(name):v2"
        )
        #expect(more.exitCode == 0, "\(more.errors)")
        #expect(try await Self.digest("\(name):v1", in: registry) == digest)
        let second = try #require(try await Self.digest("\(name):v2", in: registry))
        #expect(second != digest)
        let over = try await build.run("--ref", "main", "--docker-image-tag", "\(name):v1")
        #expect(over.exitCode == 0)
        #expect(try await Self.digest("\(name):v1", in: registry) != digest, "without --idempotent it is pushed over")
    }

    @Test func `a commit is built whatever its branch became since, and an image without a push stays here`()
        async throws
    {
        let registry = try await LocalRegistry()
        let build = try await TestImageBuild("buildah")
        let commit = try await build.remote.commit(["Dockerfile": "FROM scratch\nCOPY a /a\n", "a": "1"])
        try await build.remote.commit(["Dockerfile": nil])
        let image = "\(registry.name)/web:v1"
        let built = try await build.run("--sha", commit, "--no-push", "--docker-image-tag", image)
        #expect(built.exitCode == 0, "\(built.errors)")
        #expect(try await Self.digest(image, in: registry) == nil)
        let pushed = try await build.run("--sha", commit, "--docker-image-tag", image)
        #expect(pushed.exitCode == 0, "\(pushed.errors)")
        let digest = try #require(try await Self.digest(image, in: registry))
        #expect(try StoredImage(digest, in: registry).labels["org.opencontainers.image.revision"] == commit)
    }

    @Test(.enabled(if: MotoServer.isPossible, Comment(rawValue: MotoServer.reason)))
    func `the role that is named pushes to ECR, where the task's own may not`() async throws {
        let (ecr, moto) = (try await LocalECR(), try await MotoServer())
        var build = try await TestImageBuild("buildah")
        build.environment.merge(ecr.environment.merging(moto.environment()) { $1 }) { $1 }
        try await build.remote.commit(["Dockerfile": "FROM scratch\nCOPY a /a\n", "a": "content"])
        let call = ["--ref", "main", "--docker-image-tag", "\(LocalECR.name)/web:v1"]
        let refused = try await build.run(list: call)
        #expect(refused.exitCode == 69, "\(refused.errors)")
        #expect(refused.errors.contains("\(LocalECR.name)/web cannot be pushed to"), "\(refused.errors)")
        let pushed = try await build.run(list: call + ["--iam-role", "arn:aws:iam::222233334444:role/push"])
        #expect(pushed.exitCode == 0, "\(pushed.errors)")
        let digest = try #require(pushed.output.split(separator: "@").last.map(String.init))
        let labels = try StoredImage(digest, in: ecr.registry).labels
        #expect(labels["org.opencontainers.image.source"] == build.remote.path.string)
        #expect(!(pushed.output + pushed.errors).contains("222233334444-auth-token"))
        #expect(build.leftovers == [])
    }

    @Test func `buildah's exit code is the job's, and a failed build pushes nothing and leaves nothing`() async throws {
        let registry = try await LocalRegistry()
        let build = try await TestImageBuild("buildah")
        try await build.remote.commit(["Dockerfile": "FROM scratch\nCOPY absent /a\n"])
        let image = "\(registry.name)/web:v1"
        let result = try await build.run("--ref", "main", "--docker-image-tag", image)
        #expect(result.exitCode == 125)
        #expect(result.errors.contains("\"buildah build\" exited with code 125"))
        #expect(try await Self.digest(image, in: registry) == nil)
        #expect(build.leftovers == [])
    }

    @Test func `a build that is stopped ends at once, and leaves no secret, no context and no process`() async throws {
        let registry = try await LocalRegistry()
        var build = try await TestImageBuild("buildah")
        try await build.pushBase(to: registry)
        build.environment["TOKEN"] = "s3cret"
        let mark = "9\(UInt32.random(in: 10_000_000..<99_999_999))"
        try await build.remote.commit([
            "Dockerfile": "FROM \(registry.name)/base:1\nRUN echo in-the-middle; sleep \(mark)\n"
        ])
        let image = "\(registry.name)/web:v1"
        var command = build.command(["--ref", "main", "--docker-image-tag", image, "--env-secret", "token=TOKEN"])
        command = Command(
            "/bin/sh",
            ["-c", "exec \"$@\" 2>&1", "sh", command.program] + command.arguments,
            environment: build.environment
        )
        let process = try await TestProcess(command)
        var secrets: String?
        for await line in InputLines.of(process.output) where line.contains("in-the-middle") && !line.contains("RUN") {
            secrets = try await build.shell("stat -c %a tmp/*/secrets/token")
            process.signal(SIGINT)
        }
        #expect(secrets == "400", "the secret is there while the build is")
        let ending = try await process.ending()
        #expect(ending == .exited(130))
        #expect(build.leftovers == [])
        #expect(try await build.shell("grep -lsa '[s]leep.\(mark)' /proc/[0-9]*/cmdline | wc -l") == "0")
        #expect(try await Self.digest(image, in: registry) == nil)
    }

    private static func digest(_ text: String, in registry: LocalRegistry) async throws -> String? {
        let image = try ImageReference(text)
        return try await HTTPNetwork.with(environment: [:]) { network in
            let host = RegistryHost(image.registry, insecure: [])
            return try await RegistryClient(network: network, host: host, credential: nil).digest(of: image)?
                .description
        }
    }
}
