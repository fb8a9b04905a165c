import Fixtures
import Testing

@testable import AWS

@Suite(.enabled(if: AWSOracle.isThere, AWSOracle.reason), .timeLimit(.minutes(30)))
struct WebIdentitySourceTests {
    private static let variables = [
        "AWS_WEB_IDENTITY_TOKEN_FILE": "{home}/token", "AWS_ROLE_ARN": "arn:aws:iam::123456789012:role/ci",
        "AWS_ROLE_SESSION_NAME": "job-7",
    ]

    @Test func `the token is read at each refresh, and the call is not signed`() async throws {
        let endpoints = try await CredentialEndpoints()
        let surroundings = Surroundings(
            environment: endpoints.environment.merging(Self.variables) { $1 },
            files: ["token": "first-token"]
        )
        try await surroundings.look { sources, home in
            let chain = sources.standard()
            #expect(try await chain.look().credentials.accessKeyID == "WEB-ci-job-7---first-token-unsigned")
            try home.folder.write("second-token", to: "token")
            #expect(try await chain.look().credentials.accessKeyID == "WEB-ci-job-7---second-token-unsigned")
        }
    }

    @Test func `a token without a role, and a role without a token`() async throws {
        var variables = Self.variables
        variables["AWS_ROLE_ARN"] = nil
        let error = try await Surroundings(environment: variables).failure()
        #expect(error.kind == .noCredentials)
        #expect(error.message.hasSuffix("/token, and no role for it: set AWS_ROLE_ARN or role_arn"))
        variables = ["AWS_ROLE_ARN": "arn:aws:iam::1:role/r", "AWS_EC2_METADATA_DISABLED": "true"]
        #expect(
            try await Surroundings(environment: variables).failure().message
                .contains("web identity: neither AWS_WEB_IDENTITY_TOKEN_FILE nor web_identity_token_file is set")
        )
    }

    @Test func `a token that is not there or cannot be one is named, and not shown`() async throws {
        let missing = try await Surroundings(environment: Self.variables).failure()
        #expect(missing.message.hasSuffix("/token is not there"))
        let large = String(repeating: "planted", count: 10_000)
        let error = try await Surroundings(environment: Self.variables, files: ["token": large]).failure()
        #expect(error.message.hasSuffix("/token has more than 65536 bytes"))
    }
}
