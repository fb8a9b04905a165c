import Testing

@testable import AWS

@Suite struct EnvironmentSourceTests {
    private let time = ManualTime()

    private func look(_ variables: [String: String]) async throws -> AWSCredentials? {
        let source = EnvironmentSource(Environment(variables), now: { [time] in time.now })
        guard case .found(let credentials) = try await source.look() else { return nil }
        return credentials
    }

    @Test func `both keys are credentials without an end`() async throws {
        let found = try await look(["AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "secret"])
        #expect(found == AWSCredentials(accessKeyID: "AKID", secretAccessKey: "secret"))
    }

    @Test func `a secret alone, or keys that are empty, are none`() async throws {
        #expect(try await look(["AWS_SECRET_ACCESS_KEY": "secret"]) == nil)
        #expect(try await look(["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""]) == nil)
    }

    @Test func `an identifier without its secret ends the search`() async throws {
        await #expect { try await look(["AWS_ACCESS_KEY_ID": "AKID"]) } throws: { error in
            guard let error = error as? AWSError else { return false }
            return error.kind == .noCredentials && error.message.contains("AWS_SECRET_ACCESS_KEY is not")
        }
    }

    @Test func `an end that is stated is kept, and one that is past is refused`() async throws {
        var variables = ["AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_SESSION_TOKEN": "token"]
        variables["AWS_CREDENTIAL_EXPIRATION"] = CredentialTime.text(time.later(.seconds(60)))
        #expect(try await look(variables)?.expiration == time.later(.seconds(60)))
        time.advance(by: .seconds(60))
        await #expect { try await look(variables) } throws: { ($0 as? AWSError)?.kind == .expiredCredentials }
        variables["AWS_CREDENTIAL_EXPIRATION"] = "soon"
        await #expect { try await look(variables) } throws: { ($0 as? AWSError)?.kind == .validation }
    }
}
