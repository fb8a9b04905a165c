import Testing

@testable import AWS

@Suite(.timeLimit(.minutes(30)))
struct ProcessSourceTests {
    private let time = ManualTime()

    private func look(
        _ script: String,
        _ line: String = "{home}/program"
    ) async throws -> Result<AWSCredentials, AWSError> {
        let surroundings = Surroundings(
            environment: ["AWS_PROFILE": "dev", "AWS_EC2_METADATA_DISABLED": "true"],
            files: [
                ".aws/config": "[profile dev]\ncredential_process = \(line)\n", "program": "#!/bin/sh\n\(script)\n",
            ],
            now: { [time] in time.now }
        )
        return try await surroundings.outcome().map(\.credentials)
    }

    private func message(_ script: String, _ line: String = "{home}/program") async throws -> String {
        guard case .failure(let error) = try await look(script, line) else { return "no failure" }
        #expect(error.kind == .noCredentials)
        return error.message
    }

    @Test func `credentials with an end and without`() async throws {
        let keys = #""Version": 1, "AccessKeyId": "AKID", "SecretAccessKey": "secret""#
        #expect(
            try await look("echo '{\(keys)}'").get() == AWSCredentials(accessKeyID: "AKID", secretAccessKey: "secret")
        )
        let end = CredentialTime.text(time.later(.seconds(60)))
        let found = try await look("echo '{\(keys), \"SessionToken\": \"t\", \"Expiration\": \"\(end)\"}'").get()
        #expect(found.sessionToken == "t")
        #expect(found.expiration == time.later(.seconds(60)))
    }

    @Test func `credentials that have ended are refused`() async throws {
        let text = #"{"Version": 1, "AccessKeyId": "A", "SecretAccessKey": "s", "Expiration": "2020-01-01T00:00:00Z"}"#
        guard case .failure(let error) = try await look("echo '\(text)'") else { return }
        #expect(error.kind == .expiredCredentials)
        #expect(error.message.hasSuffix("ended at 2020-01-01T00:00:00.000Z"))
    }

    @Test func `what is wrong is named, and of the command only the program`() async throws {
        #expect(
            try await message("echo please sign in >&2; exit 255").hasSuffix(
                "/program) ended with status 255: please sign in"
            )
        )
        #expect(try await message("exit 1").hasSuffix("/program) ended with status 1"))
        #expect(try await message("echo hello").hasSuffix("/program) wrote what is no JSON of credentials"))
        #expect(try await message(#"echo '{"Version": 2}'"#).hasSuffix(#"/program) did not write "Version": 1"#))
        #expect(try await message(#"echo '{"Version": 1}'"#).hasSuffix("/program) wrote no AccessKeyId"))
        #expect(
            try await message("", "/nowhere --password hunter2").hasSuffix(
                "(/nowhere) is not there, or is not executable"
            )
        )
        #expect(
            try await message("", "prog 'hunter2").hasSuffix(
                "is no command: a quote in it does not close, or it is empty"
            )
        )
        #expect(try await message("", "").hasSuffix("is no command: a quote in it does not close, or it is empty"))
    }
}
