import Fixtures
import Testing

@testable import AWS

@Suite(.enabled(if: AWSOracle.isThere, AWSOracle.reason), .timeLimit(.minutes(30)))
struct ContainerSourceTests {
    private static let answer = """
        {"AccessKeyId": "AKID", "SecretAccessKey": "secret", "Token": "token", "Expiration": "2999-01-01T00:00:00Z"}
        """

    /// What a chain makes of the answers, with what it asked for.
    private func look(
        _ steps: [ScriptedServer.Step],
        _ environment: [String: String] = [:],
        files: [String: String] = [:]
    ) async throws -> (outcome: Result<AWSCredentials, AWSError>, requests: [ScriptedServer.Request]) {
        let server = try await ScriptedServer(steps)
        let own = ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "\(server.url)/role?a=b", "AWS_EC2_METADATA_DISABLED": "true"]
        let surroundings = Surroundings(environment: own.merging(environment) { $1 }, files: files)
        let outcome = try await surroundings.outcome().map(\.credentials)
        return (outcome, try await server.requests())
    }

    private func error(_ outcome: Result<AWSCredentials, AWSError>) throws -> AWSError {
        guard case .failure(let error) = outcome else { throw TestProblem(description: "there were credentials") }
        return error
    }

    @Test func `the endpoint is asked for JSON, with no token when there is none`() async throws {
        let (outcome, requests) = try await look([.json(200, Self.answer)])
        #expect(try outcome.get().accessKeyID == "AKID")
        #expect(try outcome.get().sessionToken == "token")
        #expect(requests.map(\.target) == ["/role?a=b"])
        #expect(requests.first?["accept"] == "application/json")
        #expect(requests.first?["authorization"] == nil)
    }

    @Test func `the token of the file goes before that of the environment`() async throws {
        let variables = [
            "AWS_CONTAINER_AUTHORIZATION_TOKEN": "Bearer one", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "{home}/token",
        ]
        let (_, requests) = try await look([.json(200, Self.answer)], variables, files: ["token": "Bearer two"])
        #expect(requests.first?["authorization"] == "Bearer two")
    }

    @Test func `the token file is read at each refresh`() async throws {
        let server = try await ScriptedServer([.json(200, Self.answer), .json(200, Self.answer)])
        let surroundings = Surroundings(
            environment: [
                "AWS_CONTAINER_CREDENTIALS_FULL_URI": server.url,
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "{home}/token",
            ],
            files: ["token": "first"]
        )
        try await surroundings.look { sources, home in
            _ = try await sources.standard().look()
            try home.folder.write("second", to: "token")
            _ = try await sources.standard().look()
        }
        #expect(try await server.requests().map { $0["authorization"] } == ["first", "second"])
    }

    @Test(arguments: ["a\r\nx-evil: 1", "a\n", "a\u{0}b", "\u{7F}"])
    func `a token that would be more than one header is not sent`(token: String) async throws {
        let file = try await look(
            [],
            ["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "{home}/token"],
            files: ["token": token]
        )
        #expect(try error(file.outcome).kind == .validation)
        #expect(file.requests.isEmpty)
        let variable = try await look([], ["AWS_CONTAINER_AUTHORIZATION_TOKEN": token])
        #expect(try error(variable.outcome).message.contains("holds a line break or a control character"))
        #expect(variable.requests.isEmpty)
    }

    @Test func `a token file that is not there is named`() async throws {
        let (outcome, requests) = try await look([], ["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "/nowhere/token"])
        #expect(try error(outcome).message.hasSuffix("token file /nowhere/token is not there"))
        #expect(requests.isEmpty)
    }

    @Test func `an endpoint that is late is asked three times`() async throws {
        let (outcome, requests) = try await look([.json(500), .ending(.reset), .json(200, Self.answer)])
        #expect(try outcome.get().accessKeyID == "AKID")
        #expect(requests.count == 3)
        let (failed, all) = try await look([.json(500), .json(503), .json(429), .json(200, Self.answer)])
        #expect(try error(failed).kind == .throttled)
        #expect(all.count == 3)
    }

    @Test func `an endpoint that refuses is asked once, and nothing of its answer is shown`() async throws {
        let (outcome, requests) = try await look([.json(403, "planted"), .json(200, Self.answer)])
        let error = try error(outcome)
        #expect(error.kind == .accessDenied)
        #expect(error.statusCode == 403)
        #expect(error.message.hasSuffix(" answered with status 403"))
        #expect(requests.count == 1)
    }

    @Test(arguments: [
        ("<html>", "answered with what is no JSON of credentials"), ("{}", "answered without AccessKeyId"),
        (#"{"AccessKeyId": "a", "SecretAccessKey": ""}"#, "answered without SecretAccessKey"),
        (#"{"AccessKeyId": "a", "SecretAccessKey": "b", "Expiration": "x"}"#, "answered without Token"),
        (#"{"AccessKeyId": "a", "SecretAccessKey": "b", "Token": "c"}"#, "answered without Expiration"),
        (
            #"{"AccessKeyId": "a", "SecretAccessKey": "b", "Token": "c", "Expiration": "soon"}"#,
            "answered without Expiration (a time with its zone)"
        ),
    ])
    func `an answer that is no whole set of credentials is an error`(body: String, message: String) async throws {
        let error = try error(try await look([.json(200, body)]).outcome)
        #expect(error.kind == .malformedAnswer)
        #expect(error.message.hasSuffix(message))
    }
}
