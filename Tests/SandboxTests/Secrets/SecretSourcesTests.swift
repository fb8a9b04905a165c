import Fixtures
import Gatekeeper
import RunProtocol
import Supervision
import SystemPackage
import Testing

@testable import Sandbox

@Suite(.timeLimit(.minutes(30))) struct SecretSourcesTests {
    private static func job(_ secrets: String) throws -> ApprovedJob {
        let json = """
            {"containers": {"box": {"docker_image": "i", "docker_tag": "1", "script_config": {"job": {"allowed_options": []}},
              "secrets_manager_env_vars": \(secrets)}}}
            """
        let gatekeeper = Gatekeeper(try Configuration.load(json: Array(json.utf8), form: .file))
        guard let job = gatekeeper.decide(JobRequest(container: "box", script: "job")).job else {
            throw Errno.invalidArgument
        }
        return job
    }

    @Test func `a secret comes from the caller's environment or from a file`() async throws {
        let folder = try TestFolder()
        try folder.write("from a file\nof two lines\r\n\n", to: "token")
        let sources = SecretSources(
            sources: ["github": .environment("GITHUB_TOKEN"), "key": .file(folder.path.appending("token"))],
            environment: ["GITHUB_TOKEN": " as it is\n"]
        )
        let variables = try await sources.variables(for: Self.job(#"{"TOKEN": "github", "KEY": "key"}"#))
        #expect(
            variables == [
                "TOKEN": " as it is\n", "KEY": "from a file\nof two lines",
                "DEPLOY_RUNNER_SECRET_VARIABLES": "KEY TOKEN",
            ]
        )
        #expect(try await sources.variables(for: Self.job("{}")) == [:])
    }

    @Test(.enabled(if: MotoServer.isPossible, Comment(rawValue: MotoServer.reason)))
    func `a secret comes from AWS Secrets Manager, as its ARN or as sandbox.secrets says`() async throws {
        let moto = try await MotoServer()
        let arn = try #require(moto.place.secrets["json"])
        let sources = SecretSources(
            sources: ["mine": .secretsManager("\(arn):password::")],
            environment: moto.environment()
        )
        let secrets = #"{"WHOLE": "\#(arn)", "PART": "\#(arn):password::", "MINE": "mine"}"#
        let variables = try await sources.variables(for: Self.job(secrets))
        #expect(variables["WHOLE"]?.contains(#""password""#) == true)
        #expect(variables["PART"] == "p:w\"1" && variables["MINE"] == variables["PART"])
        #expect(variables["DEPLOY_RUNNER_SECRET_VARIABLES"] == "MINE PART WHOLE")
    }

    @Test(arguments: [
        ("unset", "the environment variable UNSET", "it is not set"), ("empty", "EMPTY", "it is empty"),
        ("missing", "the file /nowhere/token", "No such file"), ("null", "the file /dev/null", "it is empty"),
        ("zero", "the file /dev/zero", "File too large"), ("binary", "binary", "it is not text"),
        ("unknown", "AWS Secrets Manager (unknown)", "parts between colons"),
    ])
    func `a secret that is not to be had is an error that names it`(
        secret: String,
        source: String,
        cause: String
    ) async throws {
        let folder = try TestFolder()
        try Folder.write([0xFF, 0xFE, 0x41], to: folder.path.appending("binary"))
        let sources = SecretSources(
            sources: [
                "unset": .environment("UNSET"), "empty": .environment("EMPTY"), "missing": .file("/nowhere/token"),
                "null": .file("/dev/null"), "zero": .file("/dev/zero"),
                "binary": .file(folder.path.appending("binary")),
            ],
            environment: ["EMPTY": ""]
        )
        do {
            _ = try await sources.variables(for: Self.job(#"{"TOKEN": "\#(secret)"}"#))
            Issue.record("there is a secret")
        } catch let error as RunnerError {
            #expect(error.errorType == "SecretUnavailable" && error.code == .unavailable)
            #expect(error.message.contains("container box has no secret for TOKEN") && error.message.contains(source))
            #expect(error.cause?.contains(cause) == true, "\(error)")
        }
    }
}
