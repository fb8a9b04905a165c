import Fixtures
import Foundation
import RunProtocol
import Supervision
import SystemPackage
import Testing

@testable import Jobs

/// Logins of ECR, from moto: its token names the account of whoever asked.
@Suite(
    .enabled(if: MotoServer.isPossible, Comment(rawValue: MotoServer.reason)),
    .timeLimit(.minutes(30))
)
struct RegistryAccessTests {
    private static let registry = "222233334444.dkr.ecr.eu-west-1.amazonaws.com"

    @Test func `ECR is logged in to with the task's credentials, or with the role that pushes`() async throws {
        let moto = try await MotoServer()
        let environment = moto.environment()
        func secret(_ role: String?) async throws -> String? {
            let access = RegistryAccess(configuration: DockerConfiguration(), environment: environment, role: role)
            guard case .login("AWS", let secret) = try await access.credential(for: Self.registry) else { return nil }
            return secret
        }
        let own = try #require(try await secret(nil))
        let assumed = try #require(try await secret("arn:aws:iam::222233334444:role/push"))
        #expect(!own.contains("222233334444"))
        #expect(assumed.contains("222233334444"))
    }

    @Test func `a role that cannot be assumed is an error that names it and the registry`() async throws {
        let environment = [
            "AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "s3cret",
            "AWS_MAX_ATTEMPTS": "1",
        ]
        let role = "arn:aws:iam::222233334444:role/push"
        let access = RegistryAccess(configuration: DockerConfiguration(), environment: environment, role: role)
        let error = await #expect(throws: RunnerError.self) { try await access.credential(for: Self.registry) }
        #expect(error?.errorType == "RegistryLoginFailed")
        #expect(error?.message.contains(role) == true)
        #expect(error?.message.contains(Self.registry) == true)
        #expect(error?.description.contains("s3cret") == false)
    }
}
