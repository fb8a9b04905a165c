import Gatekeeper
import Git
import RunProtocol
import Testing

@testable import Jobs

@Suite struct PackerRequestTests {
    @Test func `every option is read`() throws {
        let arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:token-AbCdEf"
        let request = try Self.read(
            "--packer-template-path",
            "t.json",
            "--var",
            "a=1",
            "--var",
            "b=x=y",
            "--idempotent",
            "true",
            "--build-name",
            "web",
            "--output-properties-file",
            "f",
            "--output-properties-file-key",
            "AMI",
            "--ssh-key-secrets-manager-arn",
            arn,
            "--github-token-secrets-manager-arn",
            arn,
            "--gitlab-token-secrets-manager-arn",
            arn,
            "--bitbucket-token-secrets-manager-arn",
            arn,
            "--bitbucket-username",
            "jane"
        )
        #expect(request.variables == ["a=1", "b=x=y"])
        #expect(request.existing == .kept && request.build == "web")
        #expect(request.properties?.path == "f" && request.properties?.key == "AMI")
        #expect(
            request.secrets.secrets.map(\.variable) == [
                "DEPLOY_SCRIPT_SSH_PRIVATE_KEY", "DEPLOY_SCRIPT_GITHUB_TOKEN", "DEPLOY_SCRIPT_GITLAB_TOKEN",
                "DEPLOY_SCRIPT_BITBUCKET_TOKEN",
            ]
        )
        #expect(request.secrets.bitbucketUser == "jane")
    }

    @Test func `what is left out has the documented meaning`() throws {
        let request = try Self.read("--packer-template-path", "t.json", "--output-properties-file", "f")
        #expect(request.existing == .ignored && request.build == nil && request.variables.isEmpty)
        #expect(request.properties?.key == "ARTIFACT_ID")
    }

    @Test(arguments: [
        [], ["--packer-template-path", "t", "--var", "novalue"], ["--packer-template-path", "t", "--var", "=x"],
        ["--packer-template-path", "t", "--idempotent", "yes"], ["--packer-template-path", "t", "--force", "true"],
        ["--packer-template-path", "t", "--output-properties-file-key", "K"],
        ["--packer-template-path", "t", "--github-token-secrets-manager-arn", "token"],
        ["--packer-template-path", "t", "--var", "a=1\n2"],
    ])
    func `what cannot be is refused`(arguments: [String]) {
        let error = #expect(throws: RunnerError.self) {
            _ = try PackerRequest(arguments, locals: LocalRepositories([]))
        }
        #expect(error?.code == .usage)
    }

    private static func read(_ arguments: String...) throws -> PackerRequest {
        try PackerRequest(arguments, locals: LocalRepositories([]))
    }
}
