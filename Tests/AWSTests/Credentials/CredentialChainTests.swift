import Testing

@testable import AWS

@Suite(.timeLimit(.minutes(30)))
struct CredentialChainTests {
    @Test func `where there is nothing, every source says so, in order`() async throws {
        let error = try await Surroundings(environment: ["AWS_EC2_METADATA_DISABLED": "true"]).failure()
        #expect(error.kind == .noCredentials)
        let reasons = [
            "environment variables: AWS_ACCESS_KEY_ID is not set",
            "assumed role: profile default has no role_arn",
            "web identity: neither AWS_WEB_IDENTITY_TOKEN_FILE nor web_identity_token_file is set",
            "SSO: profile default has neither sso_account_id nor sso_role_name",
            "shared credentials file: ", "/.aws/credentials has no profile default",
            "aws login: profile default has no login_session",
            "credential process: profile default has no credential_process",
            "config file: ", "/.aws/config has no profile default",
            "container: AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI are not set",
            "instance metadata: AWS_EC2_METADATA_DISABLED is true",
        ]
        var rest = error.message[...]
        for reason in reasons {
            let range = try #require(rest.firstRange(of: reason), "\(reason) in \(error.message)")
            rest = rest[range.upperBound...]
        }
        #expect(rest.isEmpty)
    }

    @Test func `a profile that somebody named has to be there`() async throws {
        let error = try await Surroundings(
            environment: [
                "AWS_PROFILE": "prod", "AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "secret",
            ]
        ).failure()
        #expect(error.kind == .validation)
        #expect(error.message.contains("the profile prod is neither in "))
    }

    @Test func `a source that is set up and fails ends the search`() async throws {
        let error = try await Surroundings(
            environment: ["AWS_WEB_IDENTITY_TOKEN_FILE": "{home}/nowhere", "AWS_ROLE_ARN": "arn:aws:iam::1:role/r"],
            files: [".aws/credentials": "[default]\naws_access_key_id = AKID\naws_secret_access_key = secret\n"]
        ).failure()
        #expect(error.kind == .noCredentials)
        #expect(error.message.hasSuffix("/nowhere is not there"))
    }

    @Test func `a session finds credentials, keeps them, and gets others for what AWS refused`() async throws {
        let surroundings = Surroundings(
            environment: ["AWS_EC2_METADATA_DISABLED": "true"],
            files: [
                ".aws/config": "[default]\ncredential_process = {home}/keys\n",
                "keys": """
                #!/bin/sh
                cd "$HOME"; echo x >> calls
                echo '{"Version": 1, "AccessKeyId": "KEY'$(wc -l < calls)'", "SecretAccessKey": "s"}'
                """,
            ]
        )
        try await surroundings.look { sources, _ in
            let provider = CredentialChain.standard(
                environment: sources.environment,
                files: sources.files,
                core: sources.core
            )
            let first = try await provider.credentials()
            #expect(first.accessKeyID == "KEY1")
            #expect(try await provider.credentials() == first)
            #expect(try await provider.credentials(replacing: first).accessKeyID == "KEY2")
            #expect(try await provider.credentials(replacing: first).accessKeyID == "KEY2")
        }
    }
}
