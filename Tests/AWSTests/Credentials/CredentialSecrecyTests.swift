import Fixtures
import RunProtocol
import Testing

@testable import AWS

/// Secrets are planted in every place that a chain reads; no text that it gives rise to may hold one.
@Suite(.enabled(if: AWSOracle.isThere, AWSOracle.reason), .timeLimit(.minutes(30)))
struct CredentialSecrecyTests {
    private static let secret = "pLaNtEd"

    /// All that can be made of a value without its type's help.
    private func texts(of value: Any) -> [String] {
        var dumped = ""
        dump(value, to: &dumped)
        return ["\(value)", String(reflecting: value), dumped]
    }

    private func expectNoSecret(in value: Any, _ comment: Comment) {
        for text in texts(of: value) { #expect(!text.contains(Self.secret), comment) }
    }

    /// Surroundings that lead, one by one, to every source, and to every one that fails with a secret in its hand.
    private static var all: [(name: String, surroundings: Surroundings)] {
        let keys = "aws_access_key_id = AKID\naws_secret_access_key = \(secret)\naws_session_token = \(secret)\n"
        let sso =
            "[default]\nsso_account_id = 1\nsso_role_name = r\nsso_session = corp\n[sso-session corp]\n"
            + "sso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\n"
        let ended = """
            {"accessToken": "\(secret)", "expiresAt": "2020-01-01T00:00:00Z", "clientId": "client",
             "clientSecret": "\(secret)", "refreshToken": "\(secret)", "registrationExpiresAt": "2999-01-01T00:00:00Z"}
            """
        let token = ".aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json"
        func config(
            _ text: String,
            _ files: [String: String] = [:],
            _ environment: [String: String] = [:]
        ) -> Surroundings {
            Surroundings(environment: environment, files: [".aws/config": text].merging(files) { $1 })
        }
        func process(_ script: String) -> Surroundings {
            config(
                "[default]\ncredential_process = {home}/p --password \(secret)\n",
                ["p": "#!/bin/sh\n\(script)\n"]
            )
        }
        let web = [
            "AWS_WEB_IDENTITY_TOKEN_FILE": "{home}/token", "AWS_ROLE_ARN": "arn:aws:iam::123456789012:role/denied",
        ]
        return [
            (
                "environment",
                Surroundings(environment: [
                    "AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": secret, "AWS_SESSION_TOKEN": secret,
                ])
            ),
            (
                "environment, ended",
                Surroundings(environment: [
                    "AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": secret,
                    "AWS_CREDENTIAL_EXPIRATION": "2020-01-01T00:00:00Z",
                ])
            ),
            ("secret alone", Surroundings(environment: ["AWS_SECRET_ACCESS_KEY": secret])),
            ("credentials file", Surroundings(files: [".aws/credentials": "[default]\n\(keys)"])),
            ("credentials file, bad line", Surroundings(files: [".aws/credentials": "[default]\n\(secret)\n"])),
            ("credentials file, no section", Surroundings(files: [".aws/credentials": "\(secret) = \(secret)\n"])),
            ("credentials file, twice", Surroundings(files: [".aws/credentials": "[default]\n\(keys)\(keys)"])),
            ("credentials file, nested", Surroundings(files: [".aws/credentials": "[default]\nk =\n  \(secret)\n"])),
            ("config file", config("[default]\n\(keys)")),
            ("config file, half", config("[default]\naws_access_key_id = AKID\naws_session_token = \(secret)\n")),
            (
                "role",
                config(
                    "[default]\nrole_arn = arn:aws:iam::123456789012:role/r\nsource_profile = b\n[profile b]\n\(keys)"
                )
            ),
            (
                "role, denied",
                config("[default]\nrole_arn = arn:aws:iam::1:role/denied\nsource_profile = b\n[profile b]\n\(keys)")
            ),
            ("web identity", Surroundings(environment: web, files: ["token": secret])),
            ("SSO, not renewed", config(sso, [token: ended])),
            ("SSO, not valid", config(sso, [token: ended.replacing("2020", with: "2999")])),
            ("SSO, cut", config(sso, [token: String(ended.dropLast(2))])),
            ("process", process(#"echo '{"Version": 1, "AccessKeyId": "AKID", "SecretAccessKey": "\#(secret)"}'"#)),
            ("process, no version", process(#"echo '{"AccessKeyId": "AKID", "SecretAccessKey": "\#(secret)"}'"#)),
            (
                "process, ended",
                process(
                    #"echo '{"Version": 1, "AccessKeyId": "A", "SecretAccessKey": "\#(secret)", "Expiration": "2020-01-01T00:00:00Z"}'"#
                )
            ),
            ("process, no JSON", process("echo \(secret)")),
            ("process, types", process(#"echo '{"Version": 1, "AccessKeyId": {"\#(secret)": 1}}'"#)),
            ("process, fails", process("echo \(secret); exit 1")),
            ("process, gone", config("[default]\ncredential_process = /nowhere \(secret)\n")),
            ("process, no words", config("[default]\ncredential_process = p '\(secret)\n")),
            (
                "container, token",
                Surroundings(environment: [
                    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/nothing?x=\(secret)",
                    "AWS_CONTAINER_AUTHORIZATION_TOKEN": secret,
                ])
            ),
            (
                "container, bad token",
                Surroundings(environment: [
                    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/container",
                    "AWS_CONTAINER_AUTHORIZATION_TOKEN": "\(secret)\n",
                ])
            ),
        ]
    }

    @Test func `no text of a source, a result or an error holds a secret`() async throws {
        let endpoints = try await CredentialEndpoints()
        for (name, surroundings) in Self.all {
            var surroundings = surroundings
            surroundings.environment.merge(endpoints.environment) { own, _ in own }
            surroundings.environment["AWS_EC2_METADATA_DISABLED"] = "true"
            do {
                try await surroundings.look(container: endpoints.url) { sources, _ in
                    expectNoSecret(in: sources, "\(name)")
                    expectNoSecret(in: sources.files, "\(name)")
                    let chain = sources.standard()
                    expectNoSecret(in: chain, "\(name)")
                    let provider = CredentialChain.standard(
                        environment: sources.environment,
                        files: sources.files,
                        core: sources.core
                    )
                    do {
                        expectNoSecret(in: try await chain.look(), "\(name)")
                        expectNoSecret(in: try await provider.credentials(), "\(name)")
                    } catch {
                        expectNoSecret(in: error, "\(name)")
                    }
                    expectNoSecret(in: provider, "\(name)")
                    expectNoSecret(in: AWSSession(core: sources.core, credentials: provider), "\(name)")
                }
            } catch {
                expectNoSecret(in: error, "\(name)")
            }
        }
        _ = try await endpoints.requests()
    }

    @Test func `what holds secrets while a refresh runs shows none`() throws {
        let secret = Self.secret
        let token = SSOToken(
            accessToken: secret,
            expiresAt: "2999-01-01T00:00:00Z",
            clientId: "client",
            clientSecret: secret,
            registrationExpiresAt: "2999-01-01T00:00:00Z",
            refreshToken: secret
        )
        let grant = try #require(token.grant(at: Timestamp(milliseconds: 0)))
        expectNoSecret(in: token, "token")
        expectNoSecret(in: grant, "grant")
        expectNoSecret(in: CreatedSSOToken(accessToken: secret, expiresIn: 1, refreshToken: secret), "created")
        let document = #"{"AccessKeyId": "A", "SecretAccessKey": "\#(secret)", "Token": "\#(secret)"}"#
        expectNoSecret(in: try #require(CredentialDocument(Array(document.utf8))), "document")
        let output = ProgramOutput(status: 0, output: Array(secret.utf8), errors: [])
        #expect(texts(of: output).allSatisfy { !$0.contains("\(output.output[0])") })
        // Without this the tests above could not fail.
        #expect(texts(of: [secret]).allSatisfy { $0.contains(secret) })
    }
}
