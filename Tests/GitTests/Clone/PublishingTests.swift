import Fixtures
import Git
import RunProtocol
import Supervision
import SystemPackage
import Testing

/// Commits and pushes from a clone, with others who push to the same branch.
@Suite struct PublishingTests {
    private let remote: RemoteRepository
    private let folder: TestFolder
    private let clone: LocalClone

    private static let environment = [
        "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "B", "GIT_AUTHOR_EMAIL": "b@example.com", "GIT_COMMITTER_NAME": "B",
        "GIT_COMMITTER_EMAIL": "b@example.com",
    ]

    init() async throws {
        remote = try await RemoteRepository()
        folder = try TestFolder()
        try await remote.commit(["a.txt": "1\n", "b.txt": "1\n", "old.txt": "1\n"])
        let place = folder.path.appending("clone")
        let arguments = ["clone", "--quiet", "file://\(remote.path)", place.string]
        let result = try await Command("git", arguments, environment: Self.environment).capture()
        try #require(result.succeeded, "\(result.errorText)")
        clone = LocalClone(place, environment: Self.environment)
    }

    private func publish(_ paths: String...) async throws -> LocalClone.Publication {
        try await clone.publish(paths, saying: "Update", to: try #require(GitRefName("main"))) { _ in }
    }

    private func text(_ path: String) async throws -> String {
        try await remote.gitInBareRepository("show", "main:\(path)")
    }

    @Test func `only what is named is committed, deletions too`() async throws {
        try folder.write("2\n", to: "clone/a.txt")
        try folder.write("2\n", to: "clone/b.txt")
        try folder.write("new\n", to: "clone/new/c.txt")
        Folder.remove(folder.path.appending("clone/old.txt"))
        guard case .pushed(let commit) = try await publish("a.txt", "new", "old.txt") else {
            Issue.record("nothing was pushed")
            return
        }
        #expect(try await remote.gitInBareRepository("rev-parse", "main") == commit.hexadecimal)
        let names = try await remote.gitInBareRepository("show", "--name-status", "--format=%s", "main")
        #expect(names == "Update\n\nM\ta.txt\nA\tnew/c.txt\nD\told.txt")
    }

    @Test func `when nothing has changed nothing is pushed`() async throws {
        #expect(try await publish("a.txt") == .unchanged)
    }

    @Test func `a push that was overtaken goes on top of what came before`() async throws {
        try await remote.commit(["b.txt": "theirs\n"])
        try folder.write("ours\n", to: "clone/a.txt")
        try folder.write("not meant\n", to: "clone/old.txt")
        _ = try await publish("a.txt")
        #expect(try await [text("a.txt"), text("b.txt"), text("old.txt")] == ["ours", "theirs", "1"])
        #expect(folder.read("clone/old.txt") == "not meant\n")
    }

    @Test func `two changes of one line are a conflict, and the clone is as it was`() async throws {
        try await remote.commit(["a.txt": "theirs\n"])
        try folder.write("ours\n", to: "clone/a.txt")
        let error = await #expect(throws: RunnerError.self) { try await publish("a.txt") }
        #expect(error?.errorType == "PushConflict")
        #expect(try await text("a.txt") == "theirs")
        #expect(folder.read("clone/a.txt") == "ours\n")
    }

    @Test func `a rule of the remote is no reason to try again`() async throws {
        try folder.write("2\n", to: "clone/a.txt")
        let hook = remote.path.appending("hooks/pre-receive")
        try Folder.write(
            "#!/bin/sh\necho no >&2\nexit 1\n".utf8,
            to: hook,
            permissions: FilePermissions(rawValue: 0o755)
        )
        let error = await #expect(throws: RunnerError.self) { try await publish("a.txt") }
        #expect(error?.errorType == "PushRefused")
    }

    @Test func `without a name nothing is committed, and it is said how to give one`() async throws {
        var environment = Self.environment.filter {
            !$0.key.hasPrefix("GIT_AUTHOR") && !$0.key.hasPrefix("GIT_COMMITTER")
        }
        environment["GIT_CONFIG_COUNT"] = "1"
        environment["GIT_CONFIG_KEY_0"] = "user.useConfigOnly"
        environment["GIT_CONFIG_VALUE_0"] = "true"
        try folder.write("2\n", to: "clone/a.txt")
        let nobody = LocalClone(clone.folder, environment: environment)
        let main = try #require(GitRefName("main"))
        let error = await #expect(throws: RunnerError.self) {
            try await nobody.publish(["a.txt"], saying: "Update", to: main) { _ in }
        }
        #expect(error?.errorType == "CommitFailed")
        #expect(error?.hint?.contains("git config user.name") == true)
    }
}
