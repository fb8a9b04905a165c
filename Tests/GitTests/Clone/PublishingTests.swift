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

    /// What the clone's own git says.
    private func git(_ arguments: String...) async throws -> String {
        var command = Command("git", arguments, environment: Self.environment)
        command.workingDirectory = clone.folder
        return try await command.capture().outputText
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

    @Test func `a name means itself and no other, whatever is in it`() async throws {
        try folder.write("2\n", to: "clone/a.txt")
        try folder.write("2\n", to: "clone/*.txt")
        _ = try await publish("*.txt")
        #expect(try await [text("*.txt"), text("a.txt")] == ["2", "1"])
    }

    @Test(arguments: ["nothing.txt", "../elsewhere"])
    func `what is no file of the repository is the caller's mistake`(path: String) async throws {
        let error = await #expect(throws: RunnerError.self) { try await publish(path) }
        #expect(error?.errorType == "PathNotFound")
        #expect(error?.code == .usage)
    }

    @Test func `two changes of one line are a conflict, and the clone is as it was`() async throws {
        try await remote.commit(["a.txt": "theirs\n"])
        try folder.write("ours\n", to: "clone/a.txt")
        let head = try await git("rev-parse", "HEAD")
        for _ in 1...2 {
            let error = await #expect(throws: RunnerError.self) { try await publish("a.txt") }
            #expect(error?.errorType == "PushConflict")
            #expect(try await git("rev-parse", "HEAD") == head)
        }
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
        #expect(error?.hint?.contains("has a rule against this push") == true)
        // Called again once the rule is gone, it does not take what it committed before for a push.
        Folder.remove(hook)
        guard case .pushed = try await publish("a.txt") else {
            Issue.record("nothing was pushed")
            return
        }
        #expect(try await text("a.txt") == "2")
    }

    @Test func `a remote that is not there is no matter of credentials, and a first commit is taken back, too`()
        async throws
    {
        _ = try await git("init", "--quiet", "--initial-branch=main", "new")
        _ = try await git("-C", "new", "remote", "add", "origin", "https://127.0.0.1:1/none.git")
        try folder.write("1\n", to: "clone/new/a.txt")
        let new = LocalClone(clone.folder.appending("new"), environment: Self.environment)
        let main = try #require(GitRefName("main"))
        let error = await #expect(throws: RunnerError.self) {
            try await new.publish(["a.txt"], saying: "First", to: main) { _ in }
        }
        #expect(error?.errorType == "PushRefused")
        #expect(error?.hint == "see whether origin can be reached, and try again")
        #expect(try await git("-C", "new", "status", "--short") == "A  a.txt")
    }

    @Test func `a push that is always overtaken is for later, and is no commit`() async throws {
        try folder.write("ours\n", to: "clone/a.txt")
        // Whenever the clone is about to push, somebody else has just done so.
        let theirs = """
            #!/bin/sh
            exec git --git-dir=\(remote.path) update-ref refs/heads/main \
              "$(git --git-dir=\(remote.path) commit-tree -m theirs -p main 'main^{tree}')"

            """
        try Folder.write(
            theirs.utf8,
            to: clone.folder.appending(".git/hooks/pre-push"),
            permissions: FilePermissions(rawValue: 0o755)
        )
        let error = await #expect(throws: RunnerError.self) { try await publish("a.txt") }
        #expect(error?.errorType == "PushOvertaken")
        #expect(error?.code == .tryAgain)
        #expect(try await git("log", "-1", "--format=%s") == "theirs")
        #expect(try await git("status", "--short") == "M  a.txt")
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
