public import RunProtocol
import Supervision

extension GitRepository {
    /// When a commit was made: the committer's date, which every clone of it has alike.
    ///
    /// - Returns: the moment, to the second; the epoch for a date before it.
    /// - Throws: `GitFailed` (69).
    public func time(of commit: CommitID) async throws(RunnerError) -> Timestamp {
        let text = try await demand(["show", "--no-patch", "--format=%ct", commit.hexadecimal]).outputText
        return Timestamp(milliseconds: (Int64(text) ?? 0) * 1000)
    }

    /// The full name of the branch or the tag that a reference means; for a commit that of the default branch.
    ///
    /// - Returns: `refs/heads/main`; `nil` where there is none.
    public func fullName(of reference: GitReference) async throws(RunnerError) -> String? {
        switch reference {
        case .branch(let name): "refs/heads/\(name)"
        case .tag(let name): "refs/tags/\(name)"
        case .branchOrTag(let name): try await tip(of: name) == nil ? "refs/tags/\(name)" : "refs/heads/\(name)"
        case .commit: try await defaultBranch().map { "refs/heads/\($0)" }
        }
    }
}
