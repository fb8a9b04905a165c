import Fixtures
import RunProtocol
import Testing

@testable import Jobs

/// What job scripts come to know while they run.
@Suite(.timeLimit(.minutes(30))) struct JobSecretsTests {
    @Test func `outside of a task there is no log to keep a secret out of`() throws {
        try JobSecrets.hide(Array("hunter22".utf8), environment: [:])
        for place in ["/nowhere", ""] {
            let error = #expect(throws: RunnerError.self) {
                try JobSecrets.hide(Array("hunter22".utf8), environment: ["DEPLOY_RUNNER_SECRETS": place])
            }
            #expect(error?.errorType == "SecretNotHidden")
        }
    }

    @Test(.enabled(if: MotoServer.isPossible, Comment(rawValue: MotoServer.reason)))
    func `a secret that is fetched is hidden before the script has it`() async throws {
        let moto = try await MotoServer()
        let arns = moto.place.secrets
        try await ListeningLog.with { log in
            let environment = moto.environment().merging(log.environment) { $1 }
            let arn = try #require(arns["json"])
            let value = try await JobSecrets.read("\(arn):password::", environment: environment)
            #expect(value == Array("p:w\"1".utf8))
            let text = try await JobSecrets.read(try #require(arns["text"]), environment: environment)
            #expect(text == Array("s3cr3t é\n".utf8))
            #expect(log.shown("it is s3cr3t é") == "it is ***")
            let absent = "arn:aws:secretsmanager:eu-west-1:1:secret:absent"
            await #expect {
                _ = try await JobSecrets.read(absent, environment: environment)
            } throws: { error in
                guard let error = error as? RunnerError else { return false }
                return error.errorType == "SecretUnavailable" && error.message.contains("secret:absent")
            }
        }
    }

    @Test func `what a build is given as a secret is hidden, whatever variable it comes from`() async throws {
        try await ListeningLog.with { log in
            let task = log.environment.merging(["NPM_TOKEN": "npm-secret-1"]) { $1 }
            let secret = try #require(BuildSecret("npm=NPM_TOKEN"))
            let values = try BuildVariables(task).values(of: [secret])
            #expect(values.map(\.value) == ["npm-secret-1"])
            #expect(log.shown("got npm-secret-1") == "got ***")
        }
    }

    @Test func `the login of a registry is hidden, alone and in the header that shows it`() async throws {
        let json = #"{"auths": {"registry.example.com": {"username": "robot", "password": "registry-secret"}}}"#
        let configuration = try DockerConfiguration(json: Array(json.utf8))
        try await ListeningLog.with { log in
            let access = RegistryAccess(configuration: configuration, environment: log.environment, role: nil)
            let credential = try await access.credential(for: "registry.example.com")
            #expect(credential == .login(user: "robot", secret: "registry-secret"))
            #expect(log.shown("as registry-secret") == "as ***")
            let header = RegistryCredential.basic(user: "robot", secret: "registry-secret")
            #expect(log.shown(header) == "Basic cm9ib3Q6***")
        }
    }
}
