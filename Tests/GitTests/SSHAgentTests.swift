import Fixtures
import Foundation
import RunProtocol
import Supervision
import SystemPackage
import Testing

@testable import Git

/// Keys in an agent, and real SSH servers that let one key in each.
@Suite(.enabled(if: SSHHost.isPossible, Comment(rawValue: SSHHost.reason)), .timeLimit(.minutes(30)))
struct SSHAgentTests {
    private static let path = "/usr/local/bin:/usr/bin:/bin"

    @Test func `each host is shown its own key, and no key is ever on disk`() async throws {
        let folder = try TestFolder()
        let remote = try await RemoteRepository()
        try await remote.commit(["main.tf": "1"])
        let (first, second) = (try await Key("first", in: folder), try await Key("second", in: folder))
        let (one, two) = (try await SSHHost(to: first.publicHalf), try await SSHHost(to: second.publicHalf))
        let variables = [
            "DEPLOY_SCRIPT_SSH_PRIVATE_KEY": first.text, "DEPLOY_SCRIPT_SSH_PRIVATE_KEYS": "localhost\n\(second.text)",
            "DEPLOY_SCRIPT_SSH_KNOWN_HOSTS":
                "\(one.knownHost(by: "127.0.0.1"))\n\(two.knownHost(by: "localhost"))",
        ]
        let private_ = folder.path.appending("git")
        try await GitAccess.with(try Self.settings(variables), in: private_) { access throws(RunnerError) in
            #expect(access.keyPlace == .agent && access.remark == nil)
            for (index, url) in [one.url(of: remote.path, by: "127.0.0.1"), two.url(of: remote.path, by: "localhost")]
                .enumerated()
            {
                let location = try RepositoryLocation(url, locals: LocalRepositories([]))
                _ = try await GitRepository.clone(location, into: folder.path.appending("\(index)"), with: access)
            }
            for line in first.secretLines + second.secretLines {
                let found = await Self.shell("grep -rlF -e '\(line)' \(private_) \(folder.path)/0 \(folder.path)/1")
                #expect(found == "")
            }
            #expect(await Self.keys(private_) == 2)
        }
        #expect(await Self.keys(private_) == nil, "the agent outlived its job")
        #expect(folder.names("git").contains("agent") == false)
        #expect(try await one.log().contains("Accepted publickey"))
        let log = try await two.log()
        #expect(log.contains("Accepted publickey") && !log.contains("Failed publickey"), "\(log)")
    }

    @Test func `a key that the server does not know is an error that says so`() async throws {
        let folder = try TestFolder()
        let (known, other) = (try await Key("known", in: folder), try await Key("other", in: folder))
        let host = try await SSHHost(to: known.publicHalf)
        let error = try await Self.failure(
            host,
            [
                "DEPLOY_SCRIPT_SSH_PRIVATE_KEY": other.text,
                "DEPLOY_SCRIPT_SSH_KNOWN_HOSTS": host.knownHost(by: "localhost"),
            ]
        )
        #expect(error?.errorType == "RepositoryAccessDenied")
        #expect(error?.hint?.contains("DEPLOY_SCRIPT_SSH_PRIVATE_KEYS") == true)
    }

    @Test func `a host whose key is not known, or is another one, is not spoken to`() async throws {
        let folder = try TestFolder()
        let (key, other) = (try await Key("key", in: folder), try await Key("other", in: folder))
        let host = try await SSHHost(to: key.publicHalf)
        let forged = "[localhost]:\(host.port) \(other.publicHalf)"
        for knownHosts in ["", forged] {
            let error = try await Self.failure(
                host,
                ["DEPLOY_SCRIPT_SSH_PRIVATE_KEY": key.text, "DEPLOY_SCRIPT_SSH_KNOWN_HOSTS": knownHosts]
            )
            #expect(error?.errorType == "HostKeyUnknown", "\(String(describing: error))")
        }
        #expect(try await !host.log().contains("Accepted"))
    }

    @Test(arguments: ["-t ed25519", "-t rsa -m PEM", "-t rsa -m PKCS8"])
    func `a key with a passphrase is refused at once, with what to do`(kind: String) async throws {
        let folder = try TestFolder()
        let key = try await Key("protected", in: folder, options: "\(kind) -N s3cret")
        let error = #expect(throws: RunnerError.self) {
            _ = try GitCredentials(environment: ["DEPLOY_SCRIPT_SSH_PRIVATE_KEYS": "a.example.com\n\(key.text)"])
        }
        #expect(error?.errorType == "InvalidCredential")
        #expect(error?.cause == "the key for a.example.com is protected by a passphrase")
        let bare = try await Key("bare", in: folder, options: "\(kind) -N ''")
        _ = try GitCredentials(environment: ["DEPLOY_SCRIPT_SSH_PRIVATE_KEY": bare.text])
    }

    @Test func `what is no key inside is refused without being shown`() async throws {
        let folder = try TestFolder()
        let text = "-----BEGIN OPENSSH PRIVATE KEY-----\ns3cret\n-----END OPENSSH PRIVATE KEY-----"
        let settings = try Self.settings(["DEPLOY_SCRIPT_SSH_PRIVATE_KEY": text])
        let error = await #expect(throws: RunnerError.self) {
            try await GitAccess.with(settings, in: folder.path.appending("git")) { _ in }
        }
        #expect(error?.message == "DEPLOY_SCRIPT_SSH_PRIVATE_KEY is not usable")
        #expect(error?.description.contains("s3cret") == false)
    }

    @Test func `the agent ends with a body that fails, and when the credentials are revoked`() async throws {
        let folder = try TestFolder()
        let settings = try Self.settings(["DEPLOY_SCRIPT_SSH_PRIVATE_KEY": try await Key("key", in: folder).text])
        await #expect(throws: RunnerError.self) {
            try await GitAccess.with(settings, in: folder.path.appending("one")) { _ throws(RunnerError) in
                throw RunnerError(.usage, "Test", "fails")
            }
        }
        #expect(await Self.keys(folder.path.appending("one")) == nil)
        let two = folder.path.appending("two")
        try await GitAccess.with(settings, in: two) { access in
            access.revokeCredentials()
            #expect(folder.names("two").contains("key-0") == false)
            await access.agent?.ended()
            #expect(await Self.keys(two) == nil)
        }
    }

    @Test func `where no agent can be had the key is a private file, and that is said`() async throws {
        let folder = try TestFolder()
        let key = try await Key("key", in: folder)
        var settings = try Self.settings(["DEPLOY_SCRIPT_SSH_PRIVATE_KEY": key.text])
        settings.environment["PATH"] = "/nowhere"
        try await GitAccess.with(settings, in: folder.path.appending("git")) { access in
            #expect(folder.read("git/key-0") == key.text)
            #expect(access.remark?.contains("ssh-agent is not installed") == true)
        }
        settings.environment["PATH"] = Self.path
        let deep = folder.path.appending(String(repeating: "a", count: 120))
        try await GitAccess.with(settings, in: deep) { access in
            #expect(access.remark?.contains("ssh-agent could not listen") == true)
        }
    }

    // MARK: - Set-up

    /// A key pair; the files that made it are gone.
    private struct Key {
        let text: String
        let publicHalf: String

        init(_ name: String, in folder: TestFolder, options: String = "-t ed25519 -N ''") async throws {
            let file = "\(folder.path)/made/\(name)"
            try Folder.make(folder.path.appending("made"))
            _ = await SSHAgentTests.shell("ssh-keygen -q \(options) -C test -f \(file)")
            text = try #require(folder.read("made/\(name)"))
            publicHalf = try #require(folder.read("made/\(name).pub"))
            Folder.remove(folder.path.appending("made"))
        }

        /// The lines that differ from key to key.
        var secretLines: [String] {
            text.split(separator: "\n").filter { !$0.hasPrefix("-----") }.dropFirst().map(String.init)
        }
    }

    private static func settings(_ variables: [String: String]) throws -> GitAccess.Settings {
        GitAccess.Settings(credentials: try GitCredentials(environment: variables), environment: ["PATH": path])
    }

    private static func failure(_ host: SSHHost, _ variables: [String: String]) async throws -> RunnerError? {
        let folder = try TestFolder()
        let location = try RepositoryLocation(host.url(of: "/x", by: "localhost"), locals: LocalRepositories([]))
        let settings = try settings(variables)
        return await #expect(throws: RunnerError.self) {
            try await GitAccess.with(settings, in: folder.path.appending("git")) { access throws(RunnerError) in
                _ = try await GitRepository.clone(location, into: folder.path.appending("clone"), with: access)
            }
        }
    }

    /// How many keys the agent of a private folder has; `nil` when nobody answers.
    private static func keys(_ folder: FilePath) async -> Int? {
        let listing = await shell("SSH_AUTH_SOCK=\(folder)/agent ssh-add -l 2>/dev/null; test $? -ne 2 || echo none")
        return listing == "none" ? nil : listing.split(separator: "\n").count
    }

    private static func shell(_ line: String) async -> String {
        let command = Command("/bin/sh", ["-c", line], environment: ["PATH": path])
        return (try? await command.capture())?.outputText ?? ""
    }
}

extension TestFolder {
    fileprivate func names(_ name: String) -> [String] { Folder.names(in: path.appending(name)) ?? [] }
}
