import ChangeDetection
import Fixtures
import Git
import RunProtocol
import SystemPackage
import Testing

/// From which commit to which, in clones as people and CI tools make them.
@Suite struct ChangeRangeTests {
    private let remote: RemoteRepository
    private let folder: TestFolder

    init() async throws {
        remote = try await RemoteRepository()
        folder = try TestFolder()
    }

    private func clone(_ branch: String = "main") async throws -> LocalClone {
        let place = folder.path.appending("clone")
        try await remote.git("clone", "--quiet", "--branch", branch, "file://\(remote.path)", place.string)
        let environment = [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_ALLOW_PROTOCOL": "file",
        ]
        return LocalClone(place, environment: environment)
    }

    private func range(
        _ clone: LocalClone,
        _ divergence: ChangeRange.Divergence = .fromMergeBase,
        from source: String? = nil,
        main: String? = nil
    ) async throws -> ChangeRange {
        var request = ChangeRange.Request(divergence)
        request.source = source
        request.mainBranch = main
        return try await ChangeRange(request, in: clone)
    }

    /// A branch that left the main branch at a commit, behind which others have gone on.
    private func parted() async throws -> (base: String, branch: String, main: String) {
        let base = try await remote.commit(["a.txt": "1"])
        let branch = try await remote.commit(["b.txt": "1"], on: "feature")
        return (base, branch, try await remote.commit(["a.txt": "2"]))
    }

    // MARK: - The main branch

    @Test(arguments: [nil, String(repeating: "0", count: 40)] as [String?])
    func `on the main branch it begins at the parent, where no source or one of zeros is given`(
        source: String?
    ) async throws {
        let parent = try await remote.commit(["a.txt": "1"])
        let commit = try await remote.commit(["a.txt": "2"])
        let range = try await range(try await clone(), .refused, from: source)
        #expect(range.source?.hexadecimal == parent)
        #expect(range.target.hexadecimal == commit)
        #expect(range.sourceText == "the parent of HEAD")
    }

    @Test func `a merge commit begins at what it was merged into`() async throws {
        let parted = try await parted()
        try await remote.git("checkout", "--quiet", "main")
        try await remote.git("merge", "--quiet", "--no-ff", "--message", "merge", "feature")
        try await remote.git("push", "--quiet", "origin", "main")
        let range = try await range(try await clone(), .refused)
        #expect(range.source?.hexadecimal == parted.main)
    }

    @Test func `the first commit begins at none`() async throws {
        try await remote.commit(["a.txt": "1"])
        #expect(try await range(try await clone(), .refused).source == nil)
    }

    @Test func `a commit of the main branch that a tool has checked out is on it`() async throws {
        let parent = try await remote.commit(["a.txt": "1"])
        let commit = try await remote.commit(["a.txt": "2"])
        try await remote.commit(["a.txt": "3"])
        let clone = try await clone()
        try await remote.git("-C", clone.folder.string, "checkout", "--quiet", "--detach", commit)
        #expect(try await range(clone, .refused).source?.hexadecimal == parent)
    }

    @Test func `which the main branch is can be said`() async throws {
        let parted = try await parted()
        let parent = parted.branch
        try await remote.commit(["b.txt": "2"], on: "feature")
        let clone = try await clone("feature")
        #expect(try await range(clone).source?.hexadecimal == parted.base)
        #expect(try await range(clone, main: "feature").source?.hexadecimal == parent)
    }

    // MARK: - Another branch

    @Test func `on another branch a plan begins where it left the main branch`() async throws {
        let parted = try await parted()
        let range = try await range(try await clone("feature"))
        #expect(range.source?.hexadecimal == parted.base)
        #expect(range.target.hexadecimal == parted.branch)
        #expect(range.sourceText == "origin/main")
    }

    @Test(arguments: [nil, "origin/main"] as [String?])
    func `an apply refuses a source that the target does not contain, and says what it does`(
        source: String?
    ) async throws {
        let parted = try await parted()
        let clone = try await clone("feature")
        let error = await #expect(throws: RunnerError.self) { try await range(clone, .refused, from: source) }
        #expect(error?.errorType == "SourceNotContained")
        #expect(error?.code == .usage)
        #expect(error?.message.contains("the source ref origin/main (\(parted.main))") == true)
        #expect(error?.hint?.contains("--source-ref \(parted.base)") == true)
        #expect(try await range(clone, .refused, from: parted.base).source?.hexadecimal == parted.base)
    }

    @Test func `without any history in common nothing can be compared`() async throws {
        try await remote.commit(["a.txt": "1"])
        let island = try await remote.git("commit-tree", "-m", "island", "HEAD^{tree}")
        try await remote.git("push", "--quiet", "origin", "\(island):refs/heads/island")
        let clone = try await clone("island")
        let error = await #expect(throws: RunnerError.self) { try await range(clone) }
        #expect(error?.errorType == "SourceNotContained")
        #expect(error?.hint?.contains("no history in common") == true)
    }
}
