import Git
import RunProtocol
import Testing

@testable import Jobs

@Suite struct BuildVariablesTests {
    private static let task = [
        "PATH": "/bin", "TOKEN": "t0ken", "ARGUMENT": "value", "BOTH": "both", "LINES": "a\nb", "GIT_USERNAME": "u",
        "GIT_PASSWORD": "p", "DEPLOY_SCRIPT_GITHUB_TOKEN": "x", "DEPLOY_RUNNER_FACTS": "/f", "LD_PRELOAD": "/x.so",
        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2/credentials/1", "AWS_REGION": "eu-west-1",
    ]
    private let variables = BuildVariables(task)

    private static func secret(_ text: String) throws -> BuildSecret { try #require(BuildSecret(text)) }

    @Test func `the engine gets what is configured, without the job's own credentials and the secrets of the build`()
        throws
    {
        let request = try ImageBuildRequest(
            [
                "--repo", "https://github.com/acme/web.git", "--ref", "main", "--no-push", "--env-secret", "t=TOKEN",
                "--env-secret", "b=BOTH", "--build-arg", "BOTH", "--build-arg", "ARGUMENT=other",
            ],
            locals: LocalRepositories([])
        )
        #expect(
            variables.forEngine(request).keys.sorted() == [
                "ARGUMENT", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_REGION", "BOTH", "LINES", "PATH",
            ]
        )
    }

    @Test func `a secret has the value of its variable, to the byte`() throws {
        let values = try variables.values(of: [Self.secret("t=TOKEN"), Self.secret("l=LINES")])
        #expect(values.map(\.value) == ["t0ken", "a\nb"])
        let error = #expect(throws: RunnerError.self) { try variables.values(of: [Self.secret("t=ABSENT")]) }
        #expect(error?.errorType == "BuildSecretMissing")
        #expect(error?.message.contains("ABSENT") == true)
    }

    @Test(arguments: [
        "DEPLOY_SCRIPT_GITHUB_TOKEN", "DEPLOY_RUNNER_FACTS", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "LD_PRELOAD",
        "GIT_USERNAME", "GIT_PASSWORD",
    ])
    func `a caller cannot have the job's own credentials put into an image`(name: String) throws {
        let secret = #expect(throws: RunnerError.self) { try variables.values(of: [Self.secret("s=\(name)")]) }
        let argument = #expect(throws: RunnerError.self) {
            try variables.resolve([#require(BuildArgument(name))], Report(.error))
        }
        for error in [secret, argument] {
            #expect(error?.code == .refused)
            #expect(error?.errorType == "BuildVariableForbidden")
        }
    }

    @Test func `an argument whose variable is not set is left out, and one with a line break is refused`() throws {
        let arguments = ["ARGUMENT", "ABSENT", "GIVEN=1"].compactMap { BuildArgument($0) }
        #expect(try variables.resolve(arguments, Report(.error)).map(\.text) == ["ARGUMENT", "GIVEN=1"])
        let error = #expect(throws: RunnerError.self) {
            try variables.resolve([#require(BuildArgument("LINES"))], Report(.error))
        }
        #expect(error?.message.contains("LINES") == true)
    }

    @Test func `either kind of credentials serves the runner's git and kaniko`() throws {
        let github = RepositoryLocation.https(url: "https://github.com/acme/web.git", host: "github.com")
        let documented = try BuildGitCredentials(["GIT_USERNAME": "u", "GIT_PASSWORD": "p"], for: github)
        #expect(documented.credentials.login(for: github)?.secret == "p")
        #expect(documented.engine == ["GIT_USERNAME": "u", "GIT_PASSWORD": "p"])
        let own = try BuildGitCredentials(["DEPLOY_SCRIPT_GITHUB_TOKEN": "t"], for: github)
        #expect(own.engine == ["GIT_USERNAME": "x-access-token", "GIT_PASSWORD": "t"])
        let url = "https://git.example.com:8443/a/b.git"
        let elsewhere = RepositoryLocation.https(url: url, host: "git.example.com")
        let user = try BuildGitCredentials(["GIT_USERNAME": "u@x", "GIT_PASSWORD": "p:/@%"], for: elsewhere)
        #expect(user.credentials.login(for: elsewhere)?.user == "u@x")
        #expect(user.credentials.login(for: elsewhere)?.secret == "p:/@%")
        #expect(user.credentials.login(for: github) == nil, "the password is for the repository's host alone")
        let both = ["GIT_PASSWORD": "p", "DEPLOY_SCRIPT_GITHUB_TOKEN": "t"]
        #expect(try BuildGitCredentials(both, for: github).credentials.login(for: github)?.secret == "t")
        #expect(try BuildGitCredentials([:], for: github).engine.isEmpty)
    }
}
