import Fixtures
import Git
import RunProtocol
import Supervision
import SystemPackage
import Testing

/// Clones as people and CI tools make them, of real repositories.
@Suite struct LocalCloneTests {
    private let remote: RemoteRepository
    private let folder: TestFolder

    init() async throws {
        remote = try await RemoteRepository()
        folder = try TestFolder()
    }

    private static let environment = [
        "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_ALLOW_PROTOCOL": "file",
    ]

    /// Clones the remote, as a CI tool would.
    private func clone(_ options: String...) async throws -> LocalClone {
        let place = folder.path.appending("clone")
        let arguments = ["clone", "--quiet"] + options + ["file://\(remote.path)", place.string]
        let result = try await Command("git", arguments, environment: Self.environment).capture()
        #expect(result.succeeded, "\(result.errorText)")
        return LocalClone(place, environment: Self.environment)
    }

    private func commits(_ count: Int, on branch: String = "main") async throws -> [String] {
        var names: [String] = []
        for number in 1...count { names.append(try await remote.commit(["\(branch).txt": "\(number)"], on: branch)) }
        return names
    }

    // MARK: - Refs

    @Test func `refs are resolved to commits: names, parents, beginnings of names`() async throws {
        let names = try await commits(3)
        let clone = try await clone()
        let found = try await clone.commits(["HEAD", "HEAD^", "origin/main~2", String(names[1].prefix(10)), names[0]])
        #expect(found.map(\.hexadecimal) == [names[2], names[1], names[0], names[1], names[0]])
    }

    @Test(arguments: ["nothing", "origin/nothing", "HEAD~9", String(repeating: "ab", count: 20)])
    func `a ref that does not exist is an error that names it`(reference: String) async throws {
        _ = try await commits(2)
        let clone = try await clone()
        let error = await #expect(throws: RunnerError.self) { try await clone.commits([reference]) }
        #expect(error?.errorType == "GitRefNotFound")
        #expect(error?.code == .usage)
        #expect(error?.message.contains(reference) == true)
    }

    @Test(arguments: [
        "--all", "-\u{301}p", "", "a\nb", "HEAD:main.txt", "HEAD^..HEAD", "HEAD^.\u{301}.HEAD", "^HEAD",
    ])
    func `what is no ref is never taken for one`(reference: String) async throws {
        _ = try await commits(2)
        let clone = try await clone()
        await #expect(throws: RunnerError.self) { try await clone.commits([reference]) }
        await #expect(throws: RunnerError.self) { try await clone.changes(from: reference, to: "HEAD") }
    }

    @Test func `a folder that is in no repository is an error`() async throws {
        let clone = LocalClone(folder.path, environment: Self.environment)
        let error = await #expect(throws: RunnerError.self) { try await clone.commits(["HEAD"]) }
        #expect(error?.errorType == "NotARepository")
    }

    // MARK: - Shallow clones

    @Test func `a shallow clone is deepened for a parent`() async throws {
        let names = try await commits(4)
        let clone = try await clone("--depth=1")
        let head = try #require(CommitID(names[3]))
        #expect(try await clone.parent(of: head)?.hexadecimal == names[2])
        #expect(try await clone.commits(["HEAD~3"]).map(\.hexadecimal) == [names[0]])
    }

    @Test func `a shallow clone is deepened for a commit that it lacks`() async throws {
        let names = try await commits(4)
        let clone = try await clone("--depth=1")
        #expect(try await clone.commits([names[1]]).map(\.hexadecimal) == [names[1]])
    }

    @Test func `a shallow clone of one branch gets the other, and where the two parted`() async throws {
        let base = try await commits(3)[2]
        _ = try await commits(4, on: "feature")
        let main = try await remote.commit(["later.txt": "x"])
        let clone = try await clone("--depth=1", "--branch=feature")
        let found = try await clone.commits(["HEAD", "origin/main"])
        #expect(found[1].hexadecimal == main)
        #expect(try await clone.mergeBase(found[0], found[1])?.hexadecimal == base)
        #expect(try await clone.isAncestor(try #require(CommitID(base)), of: found[1]))
    }

    @Test func `a shallow clone that cannot be deepened is a clear error`() async throws {
        _ = try await commits(3)
        let clone = try await clone("--depth=1")
        Folder.remove(remote.path)
        let error = await #expect(throws: RunnerError.self) { try await clone.commits(["HEAD^"]) }
        #expect(error?.errorType == "CloneTooShallow")
        #expect(error?.code == .unavailable)
        #expect(error?.hint?.contains("fetch-depth: 0") == true)
    }

    @Test func `the first commit of all has no parent`() async throws {
        let names = try await commits(1)
        let clone = try await clone()
        #expect(try await clone.parent(of: try #require(CommitID(names[0]))) == nil)
    }

    // MARK: - Changes

    private func changes(_ clone: LocalClone, _ from: String = "HEAD^", _ to: String = "HEAD") async throws -> [String]
    {
        let commits = try await clone.commits([from, to])
        return try await clone.changes(from: commits[0], to: commits[1]).map { "\($0.kind) \($0.path.quoted)" }
    }

    @Test func `a rename is a deletion and an addition`() async throws {
        try await remote.commit(["a/main.tf": "the same text in both places\n"])
        try await remote.commit(["a/main.tf": nil, "b/main.tf": "the same text in both places\n"])
        #expect(try await changes(try await clone()) == ["deleted a/main.tf", "added b/main.tf"])
    }

    @Test func `names may be anything`() async throws {
        try await remote.commit(["x": ""])
        try await remote.commit(["a\nb/c": "1", "ü/\"q\"": "2", " ": "3", "t\tt": "4", "-n": "5"])
        let found = try await changes(try await clone())
        #expect(
            found
                == ["added  ", "added -n", "added \"a\\nb/c\"", "added \"t\\tt\"", "added \"ü/\\\"q\\\"\""].map {
                    $0.replacing("ü", with: "\\303\\274")
                }
        )
    }

    @Test func `a merge commit changes what it merged, as seen from its first parent`() async throws {
        try await remote.commit(["x": ""])
        try await remote.commit(["feature/a": "1"], on: "feature")
        try await remote.commit(["main/b": "1"])
        try await remote.git("checkout", "--quiet", "main")
        try await remote.git("merge", "--quiet", "--no-ff", "--message", "merge", "feature")
        try await remote.git("push", "--quiet", "origin", "main")
        let clone = try await clone()
        #expect(try await changes(clone) == ["added feature/a"])
        let head = try await clone.commits(["HEAD"])[0]
        #expect(try await clone.parent(of: head) == clone.commits(["HEAD^1"])[0])
    }

    @Test func `a submodule is one entry, and a change of what it points to is a change`() async throws {
        let other = try await RemoteRepository()
        let first = try await other.commit(["main.tf": "1"])
        let second = try await other.commit(["main.tf": "2"])
        try await remote.commit(["x": ""])
        for commit in [first, second] {
            try await remote.git("update-index", "--add", "--cacheinfo", "160000,\(commit),modules/sub")
            try await remote.git("commit", "--quiet", "--message", "point to \(commit)")
            try await remote.git("push", "--quiet", "origin", "main")
        }
        let clone = try await clone()
        let commits = try await clone.commits(["HEAD^", "HEAD"])
        let changes = try await clone.changes(from: commits[0], to: commits[1])
        #expect(changes == [FileChange(GitPath("modules/sub"), .modified, isSubmodule: true)])
        #expect(try await clone.files(of: commits[1])[GitPath("modules/sub")]?.kind == .submodule)
    }

    @Test func `without an older commit everything is new`() async throws {
        let name = try await remote.commit(["b": "1", "a/c": "2"])
        let clone = try await clone()
        let changes = try await clone.changes(from: nil, to: try #require(CommitID(name)))
        #expect(changes.map { "\($0.kind) \($0.path)" } == ["added a/c", "added b"])
    }

    // MARK: - Trees

    @Test func `files are listed and read in one call, whatever is in them`() async throws {
        let odd = "line\n\u{0}\nabc blob 3\n"
        try await remote.commit(["a/x.hcl": odd, "a/y.hcl": "", "z": "same", "w": "same"])
        let clone = try await clone()
        let commit = try await clone.commits(["HEAD"])[0]
        let files = try await clone.files(of: commit)
        let contents = try await clone.contents(of: Set(files.values.map(\.object)))
        func text(_ path: String) -> String? {
            files[GitPath(path)].flatMap { contents[$0.object] }.map { String(decoding: $0, as: UTF8.self) }
        }
        #expect([text("a/x.hcl"), text("a/y.hcl"), text("z"), text("w")] == [odd, "", "same", "same"])
    }

    @Test func `many files are read, more than fit into a pipe`() async throws {
        var files: [String: String?] = [:]
        for number in 0..<3000 {
            files["m\(number)/terragrunt.hcl"] = "# \(number)\n" + String(repeating: "x", count: 200)
        }
        try await remote.commit(files)
        let clone = try await clone()
        let listing = try await clone.files(of: try await clone.commits(["HEAD"])[0])
        let contents = try await clone.contents(of: Array(listing.values.map(\.object)))
        #expect(contents.count == 3000)
    }

    @Test func `a folder is present as long as it has files`() async throws {
        try await remote.commit(["a/b/c": "1", "d/e": "2"])
        let clone = try await clone()
        let commit = try await clone.commits(["HEAD"])[0]
        let paths = ["a", "a/b", "d", "d/e", "x", "a/x"].map { GitPath($0) }
        #expect(try await clone.present(paths, in: commit).sorted().map(\.text) == ["a", "a/b", "d", "d/e"])
    }
}
