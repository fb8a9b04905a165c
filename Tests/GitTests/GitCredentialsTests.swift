import RunProtocol
import Testing

@testable import Git

@Suite struct GitCredentialsTests {
    private static let key = "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----"

    @Test func `credentials of several hosts and paths stand in lines, the narrow ones first`() throws {
        let credentials = try GitCredentials(environment: [
            "DEPLOY_SCRIPT_GITHUB_TOKEN": "hub",
            "DEPLOY_SCRIPT_HTTPS_CREDENTIALS": """
            # for the platform team
            https://oauth2:a%2Fb%25@Git.Example.com:8443/

            https://bot:acme@github.com/acme\r
            https://bot:deep@github.com/acme/infra/live.git
            """,
            "DEPLOY_SCRIPT_HTTPS_CREDENTIALS_2": "https://x:y@git.example.org:443",
        ])
        #expect(
            credentials.tokens.map(\.scope.address) == [
                "https://github.com/acme/infra/live.git", "https://github.com/acme", "https://git.example.com:8443",
                "https://git.example.org", "https://github.com",
            ]
        )
        #expect(credentials.tokens.map(\.user) == ["bot", "bot", "oauth2", "x", "x-access-token"])
        #expect(credentials.tokens.map(\.secret) == ["deep", "acme", "a/b%", "y", "hub"])
    }

    @Test func `keys by host stand below their hosts`() throws {
        let credentials = try GitCredentials(environment: [
            "DEPLOY_SCRIPT_SSH_PRIVATE_KEY": Self.key,
            "DEPLOY_SCRIPT_SSH_PRIVATE_KEYS":
                "# ours\na.example.com, B.example.com\n\(Self.key)\n\ngithub.com\n\(Self.key)",
            "DEPLOY_SCRIPT_SSH_PRIVATE_KEYS_MORE": "c.example.com\r\n" + Self.key.replacing("\n", with: "\r\n"),
        ])
        #expect(
            credentials.keys.map(\.hosts) == [
                [], ["a.example.com", "b.example.com"], ["github.com"], ["c.example.com"],
            ]
        )
        #expect(credentials.keys.allSatisfy { $0.text == Self.key + "\n" })
        #expect(credentials.keys.last?.variable == "DEPLOY_SCRIPT_SSH_PRIVATE_KEYS_MORE")
    }

    @Test(arguments: [
        ("DEPLOY_SCRIPT_SSH_PRIVATE_KEY", "s3cret"), ("DEPLOY_SCRIPT_SSH_PRIVATE_KEY", "-----BEGIN s3cret-----"),
        ("DEPLOY_SCRIPT_SSH_PRIVATE_KEYS", key), ("DEPLOY_SCRIPT_SSH_PRIVATE_KEYS", "a.example.com"),
        ("DEPLOY_SCRIPT_SSH_PRIVATE_KEYS", "a.example.com\nb.example.com\n\(key)"),
        ("DEPLOY_SCRIPT_SSH_PRIVATE_KEYS", "a.example.com\n-----BEGIN s3cret"),
        ("DEPLOY_SCRIPT_SSH_PRIVATE_KEYS", "s3cret_\n\(key)"),
        ("DEPLOY_SCRIPT_GITHUB_TOKEN", "s3cret\nhost=evil.example"), ("DEPLOY_SCRIPT_GITLAB_TOKEN", "s3cret\0"),
        ("DEPLOY_SCRIPT_BITBUCKET_TOKEN", "a\rs3cret"),
        ("DEPLOY_SCRIPT_HTTPS_CREDENTIALS", "https://s3cret@git.example.com"),
        ("DEPLOY_SCRIPT_HTTPS_CREDENTIALS", "http://a:s3cret@git.example.com"),
        ("DEPLOY_SCRIPT_HTTPS_CREDENTIALS", "https://a:s3cret%0Ahost%3Devil@git.example.com"),
        ("DEPLOY_SCRIPT_HTTPS_CREDENTIALS", "https://a:s3cret%4@git.example.com"),
        ("DEPLOY_SCRIPT_HTTPS_CREDENTIALS", "https://a:s3cret%+1@git.example.com"),
        ("DEPLOY_SCRIPT_HTTPS_CREDENTIALS", "https://a:@git.example.com"),
        ("DEPLOY_SCRIPT_HTTPS_CREDENTIALS", "https://a:s3cret@"),
        ("DEPLOY_SCRIPT_HTTPS_CREDENTIALS", "https://a:s3cret@-x.example.com"),
        ("DEPLOY_SCRIPT_HTTPS_CREDENTIALS", "https://a:s3cret@git.example.com:x"),
        ("DEPLOY_SCRIPT_HTTPS_CREDENTIALS", "https://a:s3cret@git.example.com/a/../b"),
        ("DEPLOY_SCRIPT_HTTPS_CREDENTIALS", "https://a:s3cret@git.example.com/a\"]"),
    ])
    func `what cannot be a credential is refused without being shown`(variable: String, value: String) {
        let error = #expect(throws: RunnerError.self) { _ = try GitCredentials(environment: [variable: value]) }
        #expect(error?.errorType == "InvalidCredential" && error?.code == .usage)
        #expect(error?.message == "\(variable) is not usable")
        #expect(error?.description.contains("s3cret") == false)
    }

    @Test(
        arguments: [
            ("https://github.com/acme/live.git", "acme"), ("https://GitHub.com:443/acme", "acme"),
            ("https://github.com/acmecorp/live.git", "hub"), ("https://git.example.com:8443/a/b", "example"),
            ("https://git.example.com/a/b", nil), ("https://github.com.example.com/acme/x", nil),
        ] as [(String, String?)]
    )
    func `a tool that clones by itself gets the login that git would show`(url: String, secret: String?) throws {
        let credentials = try GitCredentials(environment: [
            "DEPLOY_SCRIPT_GITHUB_TOKEN": "hub",
            "DEPLOY_SCRIPT_HTTPS_CREDENTIALS": "https://b:acme@github.com/acme\nhttps://b:example@git.example.com:8443",
        ])
        let location = try RepositoryLocation(url, locals: LocalRepositories([]))
        #expect(credentials.login(for: location)?.secret == secret)
    }

    @Test func `two credentials for one place are refused`() {
        let error = #expect(throws: RunnerError.self) {
            _ = try GitCredentials(environment: [
                "DEPLOY_SCRIPT_GITHUB_TOKEN": "s3cret", "DEPLOY_SCRIPT_HTTPS_CREDENTIALS": "https://a:b@github.com/",
            ])
        }
        #expect(error?.message == "there are two credentials for https://github.com")
    }
}
