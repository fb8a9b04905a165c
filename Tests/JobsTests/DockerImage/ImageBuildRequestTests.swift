import Git
import RunProtocol
import Testing

@testable import Jobs

@Suite struct ImageBuildRequestTests {
    private static let commit = "3f2c1a9d0b8e7f6a5c4d3e2f1a0b9c8d7e6f5a4b"
    private static let repository = ["--repo", "https://github.com/acme/web.git"]
    private static let complete = repository + ["--ref", "main", "--docker-image-tag", "r.io/web:1"]

    private static func read(_ arguments: [String]) throws(RunnerError) -> ImageBuildRequest {
        try ImageBuildRequest(arguments, locals: LocalRepositories([]))
    }

    @Test func `every option is read`() throws {
        let request = try Self.read(
            Self.repository + [
                "--sha", Self.commit, "--context-path", "docker/web/", "--dockerfile-path", "build/Dockerfile",
                "--docker-image-tag", "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:v1",
                "--docker-image-tag=acme/web:v1", "--docker-image-tag", "docker.io/acme/web:v1",
                "--build-arg", "tag=a=b c", "--build-arg", "EMPTY=", "--build-arg", "TOKEN",
                "--env-secret", "github-token=GITHUB_OAUTH_TOKEN", "--iam-role", "arn:aws:iam::111122223333:role/push",
                "--idempotent", "--output-properties-file", "out/image.properties",
            ]
        )
        #expect(request.reference.reference == .commit(try #require(CommitID(Self.commit))))
        #expect(request.context.components == ["docker", "web"])
        #expect(request.dockerfile.components == ["build", "Dockerfile"])
        #expect(
            request.destinations.map(\.description) == [
                "111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:v1", "docker.io/acme/web:v1",
            ]
        )
        #expect(request.arguments.map(\.text) == ["tag=a=b c", "EMPTY=", "TOKEN"])
        #expect(request.arguments.map(\.value) == ["a=b c", "", nil])
        #expect(request.secrets.map(\.id) == ["github-token"])
        #expect(request.secrets.map(\.variable) == ["GITHUB_OAUTH_TOKEN"])
        #expect(request.role == "arn:aws:iam::111122223333:role/push")
        #expect(request.publication == .pushMissing)
        #expect(request.properties == .init(path: "out/image.properties", key: "IMAGE_DIGEST"))
    }

    @Test func `what is left out has its default`() throws {
        let request = try Self.read(Self.complete)
        #expect(request.context.description == ".")
        #expect(request.dockerfile.description == "Dockerfile")
        #expect(request.publication == .push)
        #expect(request.properties == nil)
    }

    @Test func `an image that is not pushed is built whatever is there already`() throws {
        #expect(try Self.read(Self.complete + ["--no-push", "--idempotent"]).publication == .none)
        #expect(try Self.read(Self.repository + ["--ref", "main", "--no-push"]).destinations.isEmpty)
    }

    @Test(arguments: [
        (repository + ["--docker-image-tag", "r.io/web:1"], "neither --ref nor --sha"),
        (complete + ["--sha", commit], "both given"),
        (repository + ["--sha", "3f2c1a9d", "--docker-image-tag", "r.io/web:1"], "not the whole name of a commit"),
        (repository + ["--ref", "main"], "no --docker-image-tag"),
        (repository + ["--ref", "main~1", "--docker-image-tag", "r.io/web:1"], "main~1"),
        (["--ref", "main", "--docker-image-tag", "r.io/web:1"], "--repo is missing"),
        (complete + ["--docker-image-tag", "r.io/Web:1"], "not a reference to an image"),
        (complete + ["--build-arg", "a=b\nc"], "LINE FEED"),
        (complete + ["--build-arg", "=x"], "--build-arg"),
        (complete + ["--build-arg", "1A=x"], "--build-arg 1A"),
        (complete + ["--env-secret", "../x=A"], "--env-secret"),
        (complete + ["--env-secret", ".hidden=A"], "--env-secret"),
        (complete + ["--env-secret", "x"], "--env-secret"),
        (complete + ["--env-secret", "x=A-B"], "--env-secret"),
        (complete + ["--env-secret", "x=A", "--env-secret", "x=B"], "given twice"),
        (complete + ["--context-path", "../x"], "leads out"),
        (complete + ["--context-path", ".git/hooks"], "leads out"),
        (complete + ["--dockerfile-path", "/etc/passwd"], "leads out"),
        (complete + ["--dockerfile-path", "a/../../b"], "leads out"),
        (
            complete + ["--iam-role", "arn:aws:iam::111122223333:role/push"],
            "no destination is a registry of Amazon ECR"
        ),
        (complete + ["--no-push", "--output-properties-file", "x"], "goes with an image that is pushed"),
        (complete + ["--no-push", "--iam-role", "arn:aws:iam::111122223333:role/push"], "--iam-role goes with"),
        (complete + ["--output-properties-file-key", "K"], "--output-properties-file-key goes with"),
        (complete + ["--push"], "--push"),
    ])
    func `what cannot be is refused by name`(arguments: [String], text: String) {
        let error = #expect(throws: RunnerError.self) { try Self.read(arguments) }
        #expect(error?.code == .usage)
        #expect(error?.description.contains(text) == true, "\(error?.description ?? "")")
        #expect(error?.hint != nil)
    }

    @Test func `a value that cannot be read is not shown, as it may be a secret`() {
        let error = #expect(throws: RunnerError.self) { try Self.read(Self.complete + ["--build-arg", "A-B=s3cret"]) }
        #expect(error?.description.contains("s3cret") == false)
        #expect(error?.description.contains("A-B") == true)
    }
}
