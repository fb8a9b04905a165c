import Gatekeeper
import Testing

@Suite struct BuilderContainersTests {
    private func image(_ arguments: ByteString...) throws -> Decision {
        try Fixtures.gate().decide("docker-image-builder", "build-docker-image", arguments)
    }

    private func machineImage(_ arguments: ByteString...) throws -> Decision {
        try Fixtures.gate().decide("ami-builder", "build-packer-artifact", arguments)
    }

    @Test func `a stock image build is accepted`() throws {
        let decision = try image(
            "--repo",
            "https://github.com/acme/service-web.git",
            "--ref",
            "v0.1",
            "--context-path",
            "docker/web/",
            "--env-secret",
            "github-token=GITHUB_OAUTH_TOKEN",
            "--docker-image-tag",
            "1.dkr.ecr.eu-west-1.amazonaws.com/web:v0.1",
            "--build-arg",
            "tag=v0.1",
            "--build-arg",
            "GITHUB_OAUTH_TOKEN",
            "--no-push"
        )
        #expect(
            decision.job?.arguments == [
                "--repo", "https://github.com/acme/service-web.git", "--ref", "v0.1", "--context-path", "docker/web/",
                "--env-secret", "github-token=GITHUB_OAUTH_TOKEN",
                "--docker-image-tag", "1.dkr.ecr.eu-west-1.amazonaws.com/web:v0.1",
                "--build-arg", "tag=v0.1", "--build-arg", "GITHUB_OAUTH_TOKEN", "--no-push", "--idempotent",
            ],
            "\(decision.rejection?.description ?? "")"
        )
    }

    @Test func `a flag that is hardcoded already is not passed twice`() throws {
        #expect(try image("--idempotent").job?.arguments == ["--idempotent"])
    }

    @Test(arguments: [
        "https://github.com/acme/service-web2.git", "https://github.com/acme/other.git",
        "https://githubXcom/acme/app.git",
        "https://github.com/acme/app.git.evil.example", "xhttps://github.com/acme/app.git",
        "https://github.com/acme/app.git\n",
        "https://github.com/acme/app.git/", "https://github.com/acme/../evil/app.git", "", "ext::sh -c id",
        "HTTPS://github.com/acme/app.git",
    ])
    func `only the listed repositories may be built`(repository: String) throws {
        #expect(try image("--repo", ByteString(repository)).rejection != nil)
    }

    @Test(arguments: [40, 64])
    func `a commit is named in full`(digits: Int) throws {
        #expect(try image("--sha", ByteString(String(repeating: "a", count: digits))).job != nil)
    }

    @Test(arguments: [
        ("--sha", "main"), ("--sha", "-1"), ("--sha", "3f2c1a9d"),
        ("--sha", "3f2c1a9d0b8e7f6a5c4d3e2f1a0b9c8d7e6f5a4b0"),
        ("--env-secret", "../x=A"), ("--env-secret", "x"),
        ("--env-secret", "a/b=C"),
        ("--iam-role", "admin"), ("--context-path", "../x"), ("--dockerfile-path", "/etc/passwd"),
        ("--dockerfile-path", ""),
        ("--docker-image-tag", "-x"), ("--docker-image-tag", "a b"), ("--docker-image-tag", "a:b:c"),
        ("--docker-image-tag", "registry.example.com/Web:1"), ("--docker-image-tag", "http://registry/web:1"),
        ("--output-properties-file", "/etc/passwd"), ("--output-properties-file-key", "a b"),
        ("--build-arg", "=x"), ("--build-arg", "a b"),
    ])
    func `other values are refused`(option: String, value: String) throws {
        #expect(try image(ByteString(option), ByteString(value)).rejection != nil)
    }

    @Test func `a stock machine image build is accepted and told which secrets to read`() throws {
        let decision = try machineImage(
            "--packer-template-path",
            "git::git@github.com:acme/live.git//packer/web/web.pkr.hcl?ref=v0.1",
            "--idempotent",
            "true",
            "--var",
            "version_tag=v0.1",
            "--var",
            "ami_users=[\"1\", \"2\"]",
            "--var",
            "empty="
        )
        #expect(
            decision.job?.arguments == [
                "--idempotent", "true", "--ssh-key-secrets-manager-arn",
                "arn:aws:secretsmanager:eu-west-1:1:secret:ssh",
                "--packer-template-path", "git::git@github.com:acme/live.git//packer/web/web.pkr.hcl?ref=v0.1",
                "--var", "version_tag=v0.1", "--var", "ami_users=[\"1\", \"2\"]", "--var", "empty=",
            ],
            "\(decision.rejection?.description ?? "")"
        )
        #expect(decision.job?.additionalSecrets == ["arn:aws:secretsmanager:eu-west-1:1:secret:ssh"])
        #expect(decision.job?.secrets == [])
    }

    @Test(arguments: [
        "packer/web.json", "/etc/x.json", "git::git@github.com:evil/live.git//x.json",
        "git::git@github.com:acme/live.git",
        "git::git@github.com:acme/live.git//../x", "git::git@github.com:acme/live.git//x?ref=a&depth=1",
        "git@github.com:acme/live.git//x.json", "git::git@github.com:acme/live.git//x.json?ref=main@{1}",
        "git::git@github.com:acme/live.git//x.json?ref=-x", "git::git@github.com:acme/live.gitx//y",
    ])
    func `a template comes from a listed repository`(path: String) throws {
        #expect(try machineImage("--packer-template-path", ByteString(path)).rejection?.type == .optionRegexRestricted)
    }

    @Test func `an image is always built idempotently`() throws {
        #expect(try machineImage("--idempotent", "false").rejection?.type == .optionHardcoded)
    }

    @Test func `callers cannot name secrets`() throws {
        let rejection = try machineImage("--github-token-secrets-manager-arn", "arn:x").rejection
        #expect(rejection?.type == .optionNotAllowed)
    }

    @Test func `hardcoded options and arguments of the image builder can be replaced`() throws {
        let json = #"""
            {"standard_configuration": {
              "docker_image_builder": {"allowed_repos": ["a:b"]},
              "docker_image_builder_hardcoded_args": [],
              "docker_image_builder_hardcoded_options": {"--iam-role": ["arn:aws:iam::123456789012:role/push"]}}}
            """#
        let gate = try Fixtures.gate(json)
        let job = gate.decide("docker-image-builder", "build-docker-image", ["--idempotent"]).job
        #expect(
            job?.arguments == ["--iam-role", "arn:aws:iam::123456789012:role/push", "--repo", "a:b", "--idempotent"]
        )
    }
}
