import Fixtures
import RunProtocol
import Supervision
import SystemPackage
import Testing

@testable import Git

@Suite struct GitRepositoryTests {
    @Test func `a branch, a tag and a commit resolve to the same commit`() async throws {
        let remote = try await RemoteRepository()
        let first = try await remote.commit(["a.tf": "1"])
        try await remote.tag("v1", at: first)
        let second = try await remote.commit(["a.tf": "2"])
        let clone = try await Clone(of: remote)
        #expect(try await clone.resolve("v1") == first)
        #expect(try await clone.resolve("refs/tags/v1") == first)
        #expect(try await clone.resolve(first) == first)
        #expect(try await clone.resolve("main") == second)
        #expect(try await clone.resolve("origin/main") == second)
        #expect(try await clone.resolve("refs/heads/main") == second)
    }

    @Test func `a tag of a tag resolves to the commit`() async throws {
        let remote = try await RemoteRepository()
        let commit = try await remote.commit(["a.tf": "1"])
        try await remote.tag("inner", at: commit)
        try await remote.tag("outer", at: "inner")
        #expect(try await Clone(of: remote).resolve("outer") == commit)
    }

    @Test func `a tag with the name of a branch is refused with both commits`() async throws {
        let remote = try await RemoteRepository()
        let tagged = try await remote.commit(["a.tf": "1"])
        let branch = try await remote.commit(["a.tf": "2"])
        try await remote.tag("main", at: tagged)
        let clone = try await Clone(of: remote)
        let error = await clone.error { _ = try await clone.resolve("main") }
        #expect(error?.errorType == "GitRefAmbiguous")
        #expect(error?.cause == "the branch is commit \(branch), the tag is commit \(tagged)")
        #expect(error?.hint == "write refs/heads/main for the branch, or refs/tags/main for the tag")
        #expect(try await clone.resolve("refs/heads/main") == branch)
        #expect(try await clone.resolve("refs/tags/main") == tagged)
        #expect(try await clone.resolve("origin/main") == branch)
    }

    @Test func `a branch named like the remote's own prefix cannot stand in for a branch`() async throws {
        let remote = try await RemoteRepository()
        let main = try await remote.commit(["a.tf": "1"])
        try await remote.commit(["a.tf": "evil"], on: "origin/main")
        #expect(try await Clone(of: remote).resolve("origin/main") == main)
    }

    @Test func `the beginning of a commit's name is answered with the whole name, not used`() async throws {
        let remote = try await RemoteRepository()
        let commit = try await remote.commit(["a.tf": "1"])
        let clone = try await Clone(of: remote)
        let error = await clone.error { _ = try await clone.resolve(String(commit.prefix(9))) }
        #expect(error?.errorType == "GitRefAbbreviated")
        #expect(error?.hint == "pass the whole name: \(commit)")
    }

    @Test func `a ref that is not there is named`() async throws {
        let remote = try await RemoteRepository()
        try await remote.commit(["a.tf": "1"])
        let clone = try await Clone(of: remote)
        for (ref, message) in [
            ("nope", "there is no branch and no tag nope in \(remote.path)"),
            ("origin/nope", "there is no branch nope in \(remote.path)"),
            ("refs/tags/nope", "there is no tag nope in \(remote.path)"),
            ("deadbeef", "there is no branch and no tag deadbeef in \(remote.path)"),
        ] {
            let error = await clone.error { _ = try await clone.resolve(ref) }
            #expect(error?.errorType == "GitRefNotFound")
            #expect(error?.message == message)
        }
    }

    @Test func `a commit on no branch and no tag is refused, though the server would hand it out`() async throws {
        let remote = try await RemoteRepository()
        try await remote.commit(["a.tf": "1"])
        let orphan = try await remote.commit(["a.tf": "2"], on: "gone")
        try await remote.gitInBareRepository("update-ref", "-d", "refs/heads/gone")
        try await remote.gitInBareRepository("update-ref", "refs/pull/7/head", orphan)
        let clone = try await Clone(of: remote)
        for commit in [orphan, String(repeating: "0", count: 39) + "1"] {
            let error = await clone.error { _ = try await clone.resolve(commit) }
            #expect(error?.errorType == "CommitNotInRepository")
            #expect(error?.code == .refused)
        }
    }

    @Test func `a branch contains its tip and its ancestors and nothing else`() async throws {
        let remote = try await RemoteRepository()
        let base = try await remote.commit(["a.tf": "1"])
        let feature = try await remote.commit(["a.tf": "2"], on: "feature")
        let tip = try await remote.commit(["a.tf": "3"])
        let clone = try await Clone(of: remote)
        #expect(try await clone.contains("main", base))
        #expect(try await clone.contains("main", tip))
        #expect(try await !clone.contains("main", feature))
        #expect(try await clone.contains("feature", base))
        #expect(try await clone.repository.defaultBranch()?.text == "main")
    }

    @Test func `a branch that moves after the clone changes no answer`() async throws {
        let remote = try await RemoteRepository()
        let before = try await remote.commit(["a.tf": "1"])
        let clone = try await Clone(of: remote)
        let after = try await remote.commit(["a.tf": "2"])
        #expect(before != after)
        #expect(try await clone.resolve("main") == before)
    }

    @Test func `a commit is checked out with no branch, no hook and no submodule`() async throws {
        let remote = try await RemoteRepository()
        let first = try await remote.commit(["dev/vpc/main.tf": "1", "run.sh": "x"])
        try await remote.commit(["dev/vpc/main.tf": "2"])
        let clone = try await Clone(of: remote)
        #expect(clone.read("dev/vpc/main.tf") == nil, "nothing is checked out before it is asked for")
        try await clone.repository.checkOut(try #require(CommitID(first)))
        #expect(clone.read("dev/vpc/main.tf") == "1")
        #expect(clone.read(".git/HEAD") == first + "\n")
        #expect(Folder.names(in: clone.repository.folder.appending(".git/hooks")) == nil)
    }

    @Test func `what lies at a path is told without a check-out`() async throws {
        let remote = try await RemoteRepository()
        try await remote.commit(["dev/vpc/main.tf": "1", "dev/*/x": "2", "README": "3"])
        let commit = try #require(CommitID(try await remote.commitLink("link", to: "dev")))
        let clone = try await Clone(of: remote)
        let entries: [([String], GitRepository.Entry)] = [
            ([], .folder), (["dev"], .folder), (["dev", "vpc"], .folder), (["dev", "vpc", "main.tf"], .file),
            (["README"], .file), (["README", "x"], .nothing), (["nope"], .nothing), (["dev", "v*"], .nothing),
            (["dev", "*"], .folder), (["link"], .link), (["link", "vpc"], .link), (["DEV"], .nothing),
        ]
        for (path, expected) in entries {
            #expect(try await clone.entry(at: path, in: commit) == expected, "\(path)")
        }
        #expect(try await clone.folders(in: ["dev"], of: commit) == ["dev/*", "dev/vpc"])
        #expect(try await clone.folders(in: [], of: commit) == ["dev"])
    }

    @Test func `an empty repository is named as empty`() async throws {
        let remote = try await RemoteRepository()
        let error = await Clone.error(cloning: .local(remote.path))
        #expect(error?.errorType == "RepositoryEmpty")
        #expect(error?.message == "\(remote.path) has no branch and no tag")
    }

    @Test func `a repository that is not there is named, and so is a folder that is none`() async throws {
        let folder = try TestFolder()
        for path in [folder.path, folder.path.appending("nope.git")] {
            let error = await Clone.error(cloning: .local(path))
            #expect(error?.errorType == "RepositoryNotFound", "\(String(describing: error))")
            #expect(error?.message == "there is no repository at \(path)")
        }
    }

    @Test func `without a network the clone is refused with try again`() async throws {
        // Port 9 of loopback: nothing listens there.
        let error = await Clone.error(cloning: .https(url: "https://127.0.0.1:9/a/b.git", host: "127.0.0.1"))
        #expect(error?.errorType == "RepositoryUnreachable", "\(String(describing: error))")
        #expect(error?.code == .tryAgain)
        let byName = await Clone.error(cloning: .ssh(url: "git@host.invalid:a/b.git", host: "host.invalid"))
        #expect(byName?.errorType == "RepositoryUnreachable", "\(String(describing: byName))")
    }

    @Test func `a repository of another user is cloned when it is listed`() async throws {
        let remote = try await RemoteRepository()
        let commit = try await remote.commit(["a.tf": "1"])
        let chown = Command("chown", ["-R", "12345:12345", remote.path.string], environment: ["PATH": "/usr/bin:/bin"])
        guard try await chown.capture().succeeded else {
            // Only root may give a repository away.
            return
        }
        #expect(try await Clone(of: remote).resolve("main") == commit)
    }

    @Test func `a transport that is not allowed is refused by git itself, too`() async throws {
        let folder = try TestFolder()
        let error = await Clone.error(cloning: .https(url: "ext::sh -c touch% \(folder.path)/pwned", host: "x"))
        #expect(error?.errorType == "GitFailed")
        #expect(error?.cause?.contains("transport 'ext' not allowed") == true)
        #expect(Folder.names(in: folder.path) == [])
    }

    @Test func `git is not there: the message names PATH`() async throws {
        let remote = try await RemoteRepository()
        try await remote.commit(["a.tf": "1"])
        let error = await Clone.error(cloning: .local(remote.path), path: "/nonexistent")
        #expect(error?.message == "git is not installed: it is not on PATH (/nonexistent)")
    }
}

/// A clone in a temporary folder.
private struct Clone {
    let repository: GitRepository
    private let folder: TestFolder

    init(of remote: RemoteRepository) async throws {
        try await self.init(.local(remote.path))
    }

    init(_ location: RepositoryLocation, path: String = "/usr/local/bin:/usr/bin:/bin") async throws {
        let environment = ["PATH": path]
        let folder = try TestFolder()
        var settings = GitAccess.Settings(credentials: try GitCredentials(environment: [:]), environment: environment)
        if case .local(let path) = location { settings.locals = LocalRepositories([path]) }
        let access = try GitAccess.prepare(settings, in: folder.path.appending("git"))
        repository = try await GitRepository.clone(location, into: folder.path.appending("clone"), with: access)
        self.folder = folder
    }

    func resolve(_ text: String) async throws -> String {
        try await repository.resolve(try GitReference(text)).hexadecimal
    }

    func contains(_ branch: String, _ commit: String) async throws -> Bool {
        try await repository.isContained(try #require(CommitID(commit)), in: try #require(GitRefName(branch)))
    }

    func entry(at path: [String], in commit: CommitID) async throws -> GitRepository.Entry {
        try await repository.entry(at: path, in: commit)
    }

    func folders(in path: [String], of commit: CommitID) async throws -> [String] {
        try await repository.folders(in: path, of: commit)
    }

    func read(_ name: String) -> String? {
        folder.read("clone/\(name)")
    }

    func error(_ body: () async throws -> Void) async -> RunnerError? {
        do {
            try await body()
            return nil
        } catch {
            return error as? RunnerError
        }
    }

    static func error(
        cloning location: RepositoryLocation,
        path: String = "/usr/local/bin:/usr/bin:/bin"
    ) async -> RunnerError? {
        do {
            _ = try await Clone(location, path: path)
            return nil
        } catch {
            return error as? RunnerError
        }
    }
}
