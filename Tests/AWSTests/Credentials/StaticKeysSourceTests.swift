import Testing

@testable import AWS

@Suite struct StaticKeysSourceTests {
    private func look(_ credentials: String) async throws -> Finding {
        let files = try AWSSharedFiles(config: "", credentials: credentials, environment: ["HOME": "/h"])
        return try await StaticKeysSource.credentialsFile(files, profile: "dev").look()
    }

    @Test func `keys with a token and without`() async throws {
        let keys = "[dev]\naws_access_key_id = AKID\naws_secret_access_key = s/+=\n"
        guard case .found(let found) = try await look(keys) else { throw TestProblem(description: "none") }
        #expect(found == AWSCredentials(accessKeyID: "AKID", secretAccessKey: "s/+="))
        guard case .found(let temporary) = try await look(keys + "aws_session_token = t==\n") else {
            throw TestProblem(description: "none")
        }
        #expect(temporary.sessionToken == "t==")
    }

    @Test func `why there are none is told`() async throws {
        guard case .absent(let noProfile) = try await look("[other]\n"),
            case .absent(let noKey) = try await look("[dev]\nregion = r\n")
        else { throw TestProblem(description: "there were some") }
        #expect(noProfile == "/h/.aws/credentials has no profile dev")
        #expect(noKey == "profile dev in /h/.aws/credentials has no aws_access_key_id")
    }

    @Test(arguments: [
        "aws_access_key_id = A\n", "aws_access_key_id = A\naws_secret_access_key =\n",
        "aws_access_key_id =\naws_secret_access_key = s\n",
    ])
    func `half a key ends the search`(keys: String) async throws {
        await #expect { try await look("[dev]\n\(keys)") } throws: { error in
            (error as? AWSError)?.message
                == "profile dev in /h/.aws/credentials has to have both aws_access_key_id and aws_secret_access_key"
        }
    }
}
