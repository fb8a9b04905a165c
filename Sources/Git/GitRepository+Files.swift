public import RunProtocol
import Supervision

extension GitRepository {
    /// Puts the files of a commit into the work tree, with no branch checked out.
    ///
    /// - Throws: as `clone` does; `RepositoryUnreachable` (75) when the files could not be fetched.
    public func checkOut(_ commit: CommitID) async throws(RunnerError) {
        try await demand(["checkout", "--quiet", "--force", "--detach", commit.hexadecimal])
    }

    /// What lies at a path in a commit.
    public enum Entry: Hashable, Sendable {
        /// Nothing.
        case nothing
        /// A folder.
        case folder
        /// A file.
        case file
        /// A symbolic link, here or on the way here: only a work tree can tell what lies behind it.
        case link
        /// A submodule, which the runner does not follow.
        case submodule
    }

    /// What lies at a path in a commit, without checking it out.
    ///
    /// - Parameters:
    ///   - path: names from the root down; none for the root.
    ///   - commit: a commit of this repository.
    /// - Returns: what the commit's own trees say; case counts, and nothing is followed.
    /// - Throws: `GitFailed` (69).
    public func entry(at path: [String], in commit: CommitID) async throws(RunnerError) -> Entry {
        guard !path.isEmpty else { return .folder }
        let prefixes = path.indices.map { path[...$0].joined(separator: "/") }
        let found = try await entries(["--"] + prefixes, in: commit)
        if prefixes.dropLast().contains(where: { found[$0] == .link }) { return .link }
        return found[prefixes[prefixes.count - 1]] ?? .nothing
    }

    /// The folders right inside a folder of a commit, in order.
    public func folders(in path: [String], of commit: CommitID) async throws(RunnerError) -> [String] {
        let pathspec = path.isEmpty ? [] : ["--", path.joined(separator: "/") + "/"]
        let found = try await entries(pathspec, in: commit)
        return found.filter { $0.value == .folder }.map(\.key).sorted()
    }

    private func entries(_ pathspec: [String], in commit: CommitID) async throws(RunnerError) -> [String: Entry] {
        let listing = try await demand(["ls-tree", "--full-tree", "-z", commit.hexadecimal] + pathspec).output
        var entries: [String: Entry] = [:]
        for line in listing.split(separator: 0) {
            let parts = line.split(separator: UInt8(ascii: "\t"), maxSplits: 1)
            guard parts.count == 2 else { continue }
            entries[String(decoding: parts[1], as: UTF8.self)] = Self.entry(mode: parts[0].prefix(6))
        }
        return entries
    }

    /// The kinds of entries that git's trees have: https://git-scm.com/docs/git-fast-import, `filemodify`.
    private static func entry(mode: ArraySlice<UInt8>) -> Entry {
        switch String(decoding: mode, as: UTF8.self) {
        case "040000": .folder
        case "120000": .link
        case "160000": .submodule
        default: .file
        }
    }
}
