import Fixtures
import Foundation
import RunProtocol
import Supervision
import SystemPackage
import Testing

@testable import Git

@Suite struct GitAccessTests {
    private static let token = "t0ken/with:odd@signs%&"

    @Test func `a token reaches the host over https, and stands nowhere in the clone or in an argument of git`()
        async throws
    {
        let remote = try await RemoteRepository()
        let first = try await remote.commit(["main.tf": "1"])
        let second = try await remote.commit(["main.tf": "2"])
        guard let host = try await FakeGitHub(serving: remote, to: "x-access-token", password: Self.token) else {
            try Test.cancel("python3 or openssl is not installed")
        }
        let folder = try TestFolder()
        let git = try #require(SearchPath("/usr/local/bin:/usr/bin:/bin").locate("git"))
        try folder.writeScript("echo \"$*\" >> \(folder.path)/arguments\nexec \(git) \"$@\"\n", to: "bin/git")
        let access = try Self.access(
            ["DEPLOY_SCRIPT_GITHUB_TOKEN": Self.token + "\n"],
            in: folder,
            environment: host.environment.merging(["PATH": "\(folder.path)/bin:/usr/local/bin:/usr/bin:/bin"]) { $1 }
        )
        // The SSH address: with a token and without a key it is read as the https one.
        let location = try RepositoryLocation("git@github.com:acme/live.git", locals: LocalRepositories([]))
        let repository = try await GitRepository.clone(location, into: folder.path.appending("clone"), with: access)
        #expect(try await repository.resolve(try GitReference("main")).hexadecimal == second)
        let missing = try await Self.shell(
            "git -C clone rev-list --objects --all --missing=print | grep -c '^?'",
            in: folder
        )
        #expect(missing == "2", "no file comes before it is checked out")
        try await repository.checkOut(try #require(CommitID(first)))
        #expect(folder.read("clone/main.tf") == "1")

        #expect(folder.read("arguments")?.contains("clone") == true)
        let everything = try await Self.shell(
            "grep -ral t0ken clone arguments git/gitconfig git/known_hosts git/home; true",
            in: folder
        )
        #expect(everything.isEmpty, "the token stands in \(everything)")
        let requests = try await host.requests()
        #expect(requests.contains("github.com POST /acme/live.git/git-upload-pack user=x-access-token"))
        #expect(!requests.contains { $0.contains("wrong") || $0.contains("refused") }, "\(requests)")
    }

    @Test func `a wrong token is an error that names the variable and not the token`() async throws {
        let remote = try await RemoteRepository()
        try await remote.commit(["main.tf": "1"])
        guard let host = try await FakeGitHub(serving: remote, to: "x-access-token", password: Self.token) else {
            try Test.cancel("python3 or openssl is not installed")
        }
        for variables in [["DEPLOY_SCRIPT_GITHUB_TOKEN": "wr0ng"], [:]] {
            let folder = try TestFolder()
            let access = try Self.access(variables, in: folder, environment: host.environment)
            let location = RepositoryLocation.https(url: "https://github.com/acme/live.git", host: "github.com")
            let error = await #expect(throws: RunnerError.self) {
                _ = try await GitRepository.clone(location, into: folder.path.appending("clone"), with: access)
            }
            #expect(error?.errorType == "RepositoryAccessDenied", "\(String(describing: error))")
            #expect(error?.hint == "configure DEPLOY_SCRIPT_GITHUB_TOKEN with a token that may read the repository")
            #expect(error?.description.contains("wr0ng") == false)
        }
        withExtendedLifetime(host) {}
    }

    @Test func `git itself finds each host's credentials, and none for another host`() async throws {
        let folder = try TestFolder()
        let access = try Self.access(
            [
                "DEPLOY_SCRIPT_GITHUB_TOKEN": Self.token, "DEPLOY_SCRIPT_GITLAB_TOKEN": "lab",
                "DEPLOY_SCRIPT_BITBUCKET_TOKEN": "bucket", "DEPLOY_SCRIPT_BITBUCKET_USERNAME": "jane",
            ],
            in: folder
        )
        #expect(try await Self.credentials("github.com", access) == "x-access-token:\(Self.token)")
        #expect(try await Self.credentials("gitlab.com", access) == "oauth2:lab")
        #expect(try await Self.credentials("bitbucket.org", access) == "jane:bucket")
        #expect(try await Self.credentials("git.example.com", access) == nil)
        #expect(try await Self.credentials("github.com.example.com", access) == nil)
        access.revokeCredentials()
        #expect(try await Self.credentials("github.com", access) == nil)
    }

    @Test func `a Bitbucket token without a user is an access token`() async throws {
        let folder = try TestFolder()
        let access = try Self.access(["DEPLOY_SCRIPT_BITBUCKET_TOKEN": "bucket"], in: folder)
        #expect(try await Self.credentials("bitbucket.org", access) == "x-token-auth:bucket")
    }

    @Test(arguments: [
        ("git@github.com:acme/live.git", "https://github.com/acme/live.git"),
        ("ssh://git@gitlab.com/acme/live.git", "https://gitlab.com/acme/live.git"),
        ("ssh://git@bitbucket.org:22/acme/live.git", "https://bitbucket.org/acme/live.git"),
        ("git@git.example.com:acme/live.git", "git@git.example.com:acme/live.git"),
        ("https://github.com/acme/live.git", "https://github.com/acme/live.git"),
    ])
    func `force-https rewrites the addresses of the known hosts`(address: String, expected: String) async throws {
        let folder = try TestFolder()
        let access = try Self.access([:], in: folder, addresses: .overHTTPS)
        #expect(try await Self.git(["ls-remote", "--get-url", address], access).outputText == expected)
    }

    @Test func `without force-https an SSH address stays one where there is a key`() async throws {
        let folder = try TestFolder()
        let key = try await Self.key(in: folder)
        let access = try Self.access(
            ["DEPLOY_SCRIPT_GITHUB_TOKEN": "x", "DEPLOY_SCRIPT_SSH_PRIVATE_KEY": key],
            in: folder
        )
        #expect(
            try await Self.git(["ls-remote", "--get-url", "git@github.com:a/b"], access).outputText
                == "git@github.com:a/b"
        )
    }

    @Test(arguments: ["\n", "", "\n\n"])
    func `a key is usable with and without a newline at its end, and with CRLF`(ending: String) async throws {
        let folder = try TestFolder()
        let key = try await Self.key(in: folder)
        let trimmed = key.trimmingCharacters(in: .whitespacesAndNewlines)
        for text in [trimmed + ending, trimmed.replacing("\n", with: "\r\n") + ending, "\n" + trimmed + ending] {
            let access = try Self.access(["DEPLOY_SCRIPT_SSH_PRIVATE_KEY": text], in: folder)
            let result = try await Command(
                "ssh-keygen",
                ["-y", "-f", "\(folder.path)/git/key-0"],
                environment: ["PATH": "/usr/bin"]
            ).capture()
            #expect(result.succeeded, "\(result.errorText)")
            #expect(result.outputText.hasPrefix("ssh-ed25519 "))
            access.revokeCredentials()
            #expect(folder.read("git/key-0") == nil)
        }
    }

    @Test func `secrets lie in files that their owner alone may read`() async throws {
        let folder = try TestFolder()
        let key = try await Self.key(in: folder)
        _ = try Self.access(
            ["DEPLOY_SCRIPT_GITHUB_TOKEN": "x", "DEPLOY_SCRIPT_SSH_PRIVATE_KEY": key],
            in: folder
        )
        let listing = try await Self.shell("stat -c '%a %n' git git/token-0 git/key-0", in: folder)
        #expect(listing == "700 git\n600 git/token-0\n400 git/key-0")
    }

    @Test func `the host keys are those whose fingerprints the hosts publish`() async throws {
        let folder = try TestFolder()
        _ = try Self.access(
            [
                "DEPLOY_SCRIPT_SSH_KNOWN_HOSTS":
                    "git.example.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl"
            ],
            in: folder
        )
        let listing = try await Self.shell("ssh-keygen -l -f git/known_hosts", in: folder).split(separator: "\n")
        #expect(
            listing == [
                "256 SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU github.com (ED25519)",
                "256 SHA256:eUXGGm1YGsMAS7vkcx6JOJdOGHPem5gQp4taiCfCLB8 gitlab.com (ED25519)",
                "256 SHA256:ybgmFkzwOSotHTHLJgHO0QN8L0xErw6vd0VhFA9m3SM bitbucket.org (ED25519)",
                "256 SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU git.example.com (ED25519)",
            ]
        )
    }

    @Test func `git inherits nothing but its path, its temporary folder and the proxies`() throws {
        let folder = try TestFolder()
        let access = try Self.access(
            ["DEPLOY_SCRIPT_GITHUB_TOKEN": "x"],
            in: folder,
            environment: [
                "PATH": "/bin", "HOME": "/root", "GIT_DIR": "/x", "https_proxy": "p", "LD_PRELOAD": "x", "TMPDIR": "/t",
            ]
        )
        let https = access.environment(for: .https(url: "https://github.com/a/b", host: "github.com"))
        #expect(
            Set(https.keys) == [
                "PATH", "TMPDIR", "https_proxy", "HOME", "LC_ALL", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM",
                "GIT_TERMINAL_PROMPT", "GIT_ALLOW_PROTOCOL", "GIT_SSH_COMMAND", "GIT_LITERAL_PATHSPECS",
            ]
        )
        #expect(https["HOME"] == "\(folder.path)/git/home")
        #expect(https["GIT_ALLOW_PROTOCOL"] == "https:ssh")
        #expect(access.environment(for: .local("/srv/x"))["GIT_ALLOW_PROTOCOL"] == "file")
        #expect(access.toolEnvironment["GIT_ALLOW_PROTOCOL"] == "https:ssh")
        #expect(!https.values.contains { $0 == "x" })
    }

    @Test func `ssh reads a file of its own and nothing of the image's`() throws {
        let folder = try TestFolder()
        let command = try Self.access([:], in: folder).toolEnvironment["GIT_SSH_COMMAND"]
        #expect(command == "ssh -F '\(folder.path)/git/ssh-config'")
    }

    // MARK: - Set-up

    private static func access(
        _ variables: [String: String],
        in folder: TestFolder,
        environment: [String: String] = ["PATH": "/usr/local/bin:/usr/bin:/bin"],
        addresses: GitAccess.Addresses = .asWritten
    ) throws -> GitAccess {
        let credentials = try GitCredentials(environment: variables)
        var settings = GitAccess.Settings(credentials: credentials, environment: environment)
        settings.addresses = addresses
        return try GitAccess.prepare(settings, in: folder.path.appending("git"))
    }

    private static func git(
        _ arguments: [String],
        _ access: GitAccess,
        input: String = ""
    ) async throws -> CommandResult {
        let anywhere = RepositoryLocation.https(url: "https://example.com", host: "example.com")
        return try await Command("git", arguments, environment: access.environment(for: anywhere)).capture(
            input: Array(input.utf8)
        )
    }

    /// What `git credential fill` answers for a host: `user:password`.
    private static func credentials(_ host: String, _ access: GitAccess) async throws -> String? {
        let result = try await git(["credential", "fill"], access, input: "protocol=https\nhost=\(host)\n\n")
        guard result.succeeded else { return nil }
        let lines = result.outputText.split(separator: "\n")
        let value = { (name: String) in lines.first { $0.hasPrefix(name + "=") }?.dropFirst(name.count + 1) ?? "" }
        return "\(value("username")):\(value("password"))"
    }

    private static func key(in folder: TestFolder) async throws -> String {
        _ = try await shell("rm -f key key.pub; ssh-keygen -q -t ed25519 -N '' -f key", in: folder)
        return try #require(folder.read("key"))
    }

    private static func shell(_ text: String, in folder: TestFolder) async throws -> String {
        var command = Command("sh", ["-c", text], environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"])
        command.workingDirectory = folder.path
        let result = try await command.capture()
        try #require(result.succeeded, "\(result.errorText)")
        return result.outputText
    }
}
