import Fixtures
import Foundation
import SystemPackage
import Testing

@testable import Deployer

/// `git-add-commit-push` in a real clone: what it prints, and how it exits.
@Suite(.timeLimit(.minutes(30))) struct CommitPushTests {
    private let remote: RemoteRepository
    private let bench: Workbench

    init() async throws {
        remote = try await RemoteRepository()
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        bench = try Workbench(environment: [
            "PATH": path, "HOME": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "B",
            "GIT_AUTHOR_EMAIL": "b@example.com", "GIT_COMMITTER_NAME": "B", "GIT_COMMITTER_EMAIL": "b@example.com",
        ])
        try await remote.commit(["a.txt": "1\n", "b.txt": "1\n"])
        try await remote.git("clone", "--quiet", "file://\(remote.path)", clone)
    }

    private var clone: String { bench.folder.path.appending("clone").string }

    private func publish(_ more: String...) async -> Workbench.Result {
        await bench.run(["git-add-commit-push", "--repo-root", "clone", "--message", "Update"] + more)
    }

    private func tip(_ branch: String) async throws -> String {
        try await remote.gitInBareRepository("rev-parse", branch)
    }

    @Test func `the commit is printed, and is on the branch that is checked out`() async throws {
        try bench.folder.write("2\n", to: "clone/a.txt")
        try bench.folder.write("2\n", to: "clone/b.txt")
        let result = await publish("--path", "a.txt", "--path", "b.txt")
        #expect(result.code == 0, "\(result.errors)")
        #expect(try await result.output == tip("main") + "\n")
        #expect(try await remote.gitInBareRepository("log", "-1", "--format=%s", "main") == "Update")
        #expect(try await remote.gitInBareRepository("show", "main:b.txt") == "2")
    }

    @Test func `when nothing has changed, that is said, and is a success`() async throws {
        let result = await publish("--path", "a.txt")
        #expect(result.code == 0)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains("nothing to commit: a.txt"))
    }

    @Test func `as JSON, the branch and the commit, or none`() async throws {
        let unchanged = await publish("--path", "a.txt", "--output", "json")
        #expect(unchanged.output == #"{"branch":"main"}"# + "\n")
        try bench.folder.write("2\n", to: "clone/a.txt")
        let pushed = await publish("--path", "a.txt", "--output", "json")
        #expect(try await pushed.output.hasSuffix(#"{"branch":"main","commit":"\#(tip("main"))"}"# + "\n"))
    }

    @Test func `where no branch is checked out it has to be named`() async throws {
        try await remote.git("-C", clone, "checkout", "--quiet", "--detach")
        try bench.folder.write("2\n", to: "clone/a.txt")
        let result = await publish("--path", "a.txt")
        #expect(result.code == 64)
        #expect(result.errors.contains("no branch is checked out, so there is none to push to"))
        let named = await publish("--path", "a.txt", "--branch", "updates")
        #expect(named.code == 0, "\(named.errors)")
        #expect(try await named.output == tip("updates") + "\n")
    }

    @Test(
        arguments: [
            ([], "name what to commit: --path PATH"),
            (["--path", "a.txt", "--branch", "a b"], "--branch a b is no name of a branch"),
            (["--path", "none.txt"], "not all that is to be committed is a file or a folder of the repository"),
        ] as [([String], String)]
    ) func `what is wrong is a usage error`(options: [String], text: String) async throws {
        let result = await bench.run(["git-add-commit-push", "--repo-root", "clone", "--message", "x"] + options)
        #expect(result.code == 64)
        #expect(result.errors.contains(text), "\(result.errors)")
    }

    @Test func `two changes of one line exit with 69`() async throws {
        try await remote.commit(["a.txt": "theirs\n"])
        try bench.folder.write("ours\n", to: "clone/a.txt")
        let call = bench.start("git-add-commit-push", "--repo-root", "clone", "--message", "x", "--path", "a.txt")
        await overtaken(1)
        let result = await call.result
        #expect(result.code == 69)
        #expect(result.errors.contains("branch main has changed in the same place in the meantime"))
    }

    @Test func `when others are always faster it exits with 75`() async throws {
        // Whenever the clone is about to push, somebody else has just done so.
        let hook = bench.folder.path.appending("clone/.git/hooks/pre-push")
        let theirs = """
            #!/bin/sh
            theirs=$(git --git-dir=\(remote.path) commit-tree -m theirs -p main 'main^{tree}')
            exec git --git-dir=\(remote.path) update-ref refs/heads/main "$theirs"

            """
        try bench.folder.write(theirs, to: "clone/.git/hooks/pre-push")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook.string)
        try bench.folder.write("ours\n", to: "clone/a.txt")
        let call = bench.start("git-add-commit-push", "--repo-root", "clone", "--message", "x", "--path", "a.txt")
        for attempt in 1...8 { await overtaken(attempt) }
        let result = await call.result
        #expect(result.code == 75)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains("others were faster 8 times"))
    }

    /// Waits until a push has been overtaken, so many times, and lets the pause pass.
    private func overtaken(_ times: Int) async {
        let now = Duration.seconds(10 * (times - 1))
        await bench.clock.sleeper(until: now...(now + .seconds(7)))
        bench.clock.advance(to: now + .seconds(10))
    }
}
