import Fixtures
import Foundation
import RunProtocol
import Supervision
import SystemPackage
import Testing

@testable import Git

/// Several hosts that each want their own token, over real TLS with git's own server behind it.
@Suite(.timeLimit(.minutes(30))) struct GitHostsTests {
    private static let hosts = [
        "github.com": FakeGitHub.Host(access: [
            "/acme/": ["x-access-token", "hub"], "/other/": ["bot", "other"], "/acme/single.git": ["bot", "single"],
        ]),
        "git.example.com": FakeGitHub.Host(access: ["/": ["oauth2", "example"]]),
        "old.example.com": FakeGitHub.Host(redirect: "https://github.com"),
        "trap.example.com": FakeGitHub.Host(access: ["/": ["oauth2", "never"]]),
        "moved.example.com": FakeGitHub.Host(redirect: "https://trap.example.com"),
    ]

    private static let variables = [
        "DEPLOY_SCRIPT_GITHUB_TOKEN": "hub",
        "DEPLOY_SCRIPT_HTTPS_CREDENTIALS": """
        https://bot:other@github.com/other
        https://bot:single@github.com/acme/single.git
        https://oauth2:example@git.example.com
        https://oauth2:moved@moved.example.com
        """,
    ]

    /// Clones each address into a folder of its own, and answers the errors by address.
    private static func clone(
        _ addresses: [String],
        _ variables: [String: String] = variables,
        from host: FakeGitHub
    ) async throws -> [String: RunnerError] {
        let folder = try TestFolder()
        let credentials = try GitCredentials(environment: variables)
        let settings = GitAccess.Settings(credentials: credentials, environment: host.environment)
        var errors: [String: RunnerError] = [:]
        let access = try GitAccess.prepare(settings, in: folder.path.appending("git"))
        for (index, address) in addresses.enumerated() {
            do throws(RunnerError) {
                let location = try RepositoryLocation(address, locals: LocalRepositories([]))
                _ = try await GitRepository.clone(location, into: folder.path.appending("\(index)"), with: access)
            } catch {
                errors[address] = error
            }
        }
        return errors
    }

    private static func serve() async throws -> FakeGitHub {
        let remote = try await RemoteRepository()
        try await remote.commit(["main.tf": "1"])
        let names = ["acme/live", "acme/single", "other/live", "otherwise/live"]
        guard let host = try await FakeGitHub(serving: remote, as: names, on: hosts) else {
            try Test.cancel("python3 or openssl is not installed")
        }
        return host
    }

    @Test func `each host, and each path with a credential of its own, is shown its own`() async throws {
        let host = try await Self.serve()
        let errors = try await Self.clone(
            [
                "https://github.com/other/live.git", "https://github.com/acme/live.git",
                "https://github.com/acme/single.git", "git@git.example.com:acme/live.git",
                "ssh://git@github.com/other/live.git", "git@github.com:acme/single.git",
            ],
            from: host
        )
        #expect(errors.isEmpty)
        let requests = try await host.requests()
        #expect(!requests.contains { $0.contains("wrong") || $0.contains("refused") }, "\(requests)")
        #expect(requests.contains("github.com POST /other/live.git/git-upload-pack user=bot"))
        #expect(requests.contains("github.com POST /acme/live.git/git-upload-pack user=x-access-token"))
        #expect(requests.contains("git.example.com POST /acme/live.git/git-upload-pack user=oauth2"))
    }

    @Test func `a path is matched by whole names`() async throws {
        let host = try await Self.serve()
        let address = "https://github.com/otherwise/live.git"
        let variables = ["DEPLOY_SCRIPT_HTTPS_CREDENTIALS": "https://bot:other@github.com/other"]
        let errors = try await Self.clone([address], variables, from: host)
        #expect(errors[address]?.errorType == "RepositoryAccessDenied")
        #expect(try await host.requests().allSatisfy { $0.hasSuffix("user=None") })
    }

    @Test func `a host without a credential is shown none`() async throws {
        let host = try await Self.serve()
        let address = "https://trap.example.com/acme/live.git"
        let error = try #require(try await Self.clone([address], from: host)[address])
        #expect(error.errorType == "RepositoryAccessDenied")
        #expect(error.hint?.contains("https://USER:TOKEN@trap.example.com") == true)
        #expect(try await host.requests().allSatisfy { $0.hasSuffix("user=None") })
    }

    @Test func `a redirect to another host carries no token there`() async throws {
        let host = try await Self.serve()
        let trap = "https://moved.example.com/acme/live.git"
        let errors = try await Self.clone([trap, "https://old.example.com/acme/live.git"], from: host)
        #expect(errors[trap]?.errorType == "RepositoryAccessDenied")
        #expect(errors.count == 1, "the host that is led to is shown its own token")
        let requests = try await host.requests()
        #expect(requests.contains { $0.hasPrefix("trap.example.com ") })
        #expect(requests.filter { $0.hasPrefix("trap.example.com ") }.allSatisfy { $0.hasSuffix("user=None") })
        #expect(!requests.contains { $0.contains("wrong") }, "\(requests)")
    }

    @Test func `a token that one repository refuses is still shown to the next`() async throws {
        let host = try await Self.serve()
        let variables = ["DEPLOY_SCRIPT_GITHUB_TOKEN": "hub"]
        let denied = "https://github.com/other/live.git"
        let errors = try await Self.clone([denied, "https://github.com/acme/live.git"], variables, from: host)
        #expect(errors.keys.sorted() == [denied])
        withExtendedLifetime(host) {}
    }
}
