import Fixtures
import Testing

@testable import AWS

@Suite(.enabled(if: AWSOracle.isThere, AWSOracle.reason), .timeLimit(.minutes(30)))
struct AssumedRoleSourceTests {
    private static let base = "[profile base]\naws_access_key_id = BASE\naws_secret_access_key = secret\n"

    private func role(_ name: String) -> String { "role_arn = arn:aws:iam::123456789012:role/\(name)\n" }

    /// What the profile `dev` leads to, with the requests that it took.
    private func look(
        _ config: String,
        _ environment: [String: String] = [:]
    ) async throws -> (outcome: Result<AWSCredentials, AWSError>, requests: Int) {
        let endpoints = try await CredentialEndpoints()
        let outcome = try await Surroundings(
            environment: endpoints.environment.merging(["AWS_PROFILE": "dev"]) { $1 }.merging(environment) { $1 },
            files: [".aws/config": config]
        ).outcome(container: endpoints.url).map(\.credentials)
        return (outcome, try await endpoints.requests().count)
    }

    private func key(_ config: String, _ environment: [String: String] = [:]) async throws -> String {
        try await look(config, environment).outcome.get().accessKeyID
    }

    private func message(_ config: String, _ environment: [String: String] = [:]) async throws -> String {
        let (outcome, requests) = try await look(config, environment)
        guard case .failure(let error) = outcome else { throw TestProblem(description: "there were credentials") }
        #expect(error.kind == .validation || error.kind == .noCredentials)
        #expect(requests == 0)
        return error.message
    }

    @Test func `roles are assumed one by the other, each with what its profile says`() async throws {
        let config =
            Self.base
            + "[profile dev]\n\(role("outer"))source_profile = middle\nrole_session_name = me\nexternal_id = 77\n"
            + "[profile middle]\n\(role("inner"))source_profile = base\nduration_seconds = 900\n"
        #expect(try await key(config) == "ROLE-outer-me-77--by-ROLE-inner-default--900-by-BASE")
    }

    @Test func `a profile may hold the keys for its own role`() async throws {
        let keys = "aws_access_key_id = OWN\naws_secret_access_key = secret\n"
        #expect(try await key("[profile dev]\n\(role("r"))source_profile = dev\n\(keys)") == "ROLE-r-default---by-OWN")
    }

    @Test func `credential_source names another source`() async throws {
        func config(_ source: String) -> String { "[profile dev]\n\(role("r"))credential_source = \(source)\n" }
        #expect(try await key(config("Ec2InstanceMetadata")) == "ROLE-r-default---by-INSTANCE")
        let container = ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/container"]
        #expect(try await key(config("EcsContainer"), container) == "ROLE-r-default---by-CONTAINER")
        let missing = try await message(config("EcsContainer"))
        #expect(missing.hasPrefix("the credential_source of profile dev has no credentials: "))
        #expect(missing.contains("container: AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and "))
        #expect(try await message(config("ecscontainer")).contains("there are Environment, EcsContainer and"))
    }

    @Test func `the environment's keys go before a profile's role`() async throws {
        let variables = ["AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "secret"]
        #expect(try await key("[profile dev]\n\(role("r"))credential_source = Environment\n", variables) == "ENV")
    }

    @Test func `a circle is refused, and shown`() async throws {
        let config =
            "[profile dev]\n\(role("a"))source_profile = b\n[profile b]\n\(role("b"))source_profile = c\n"
            + "[profile c]\n\(role("c"))source_profile = b\n"
        #expect(
            try await message(config) == "the source_profile of profile c leads in a circle: dev → b → c → b"
        )
        #expect(
            try await message("[profile dev]\n\(role("a"))source_profile = dev\n")
                == "the source_profile of profile dev leads in a circle: dev → dev"
        )
    }

    @Test func `what is wrong in a profile is named`() async throws {
        let start = "[profile dev]\n\(role("r"))"
        #expect(
            try await message(start) == "profile dev has a role_arn and neither source_profile nor credential_source"
        )
        #expect(
            try await message("\(start)source_profile = base\ncredential_source = EcsContainer\n\(Self.base)")
                == "profile dev has both source_profile and credential_source: one of them has to go"
        )
        #expect(
            try await message("\(start)source_profile = gone\n")
                == "profile dev has source_profile = gone, which is nowhere"
        )
        #expect(
            try await message("\(start)source_profile = base\nduration_seconds = long\n\(Self.base)")
                == "profile dev has a duration_seconds that is no number"
        )
        #expect(
            try await message("\(start)source_profile = base\nmfa_serial = arn:aws:iam::1:mfa/me\n\(Self.base)")
                .hasPrefix("profile dev needs the code of an MFA device (mfa_serial), and there is nobody here to ask")
        )
        let empty = try await message("\(start)source_profile = base\n[profile base]\nregion = eu-west-1\n")
        #expect(empty.hasPrefix("the source_profile base of profile dev has no credentials: "))
    }

    @Test func `what STS refuses is STS's error`() async throws {
        let (outcome, _) = try await look(
            "[profile dev]\n\(role("denied-r"))source_profile = base\n\(Self.base)"
        )
        guard case .failure(let error) = outcome else { throw TestProblem(description: "there were credentials") }
        #expect(error.kind == .accessDenied)
        #expect(error.service == "sts")
        #expect(error.operation == "AssumeRole")
        #expect(error.missingAction == "sts:AssumeRole")
    }

    @Test func `a refresh assumes the outer role alone while the inner one lasts`() async throws {
        let endpoints = try await CredentialEndpoints()
        let surroundings = Surroundings(
            environment: endpoints.environment.merging(["AWS_PROFILE": "dev"]) { $1 },
            files: [
                ".aws/config": Self.base + "[profile dev]\n\(role("outer"))source_profile = middle\n"
                    + "[profile middle]\n\(role("inner"))source_profile = base\n"
            ]
        )
        try await surroundings.look { sources, _ in
            let chain = sources.standard()
            for _ in 0..<3 { _ = try await chain.look() }
        }
        #expect(try await endpoints.requests().count == 4)
    }
}
