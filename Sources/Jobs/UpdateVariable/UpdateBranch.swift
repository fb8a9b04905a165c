import Git
import RunProtocol

/// The branch that a change is pushed to, and the commit that it ends with.
struct UpdateBranch {
    let name: GitRefName
    let commit: CommitID

    /// Finds the branch; without a name, the remote's default branch.
    ///
    /// - Throws: 64: `NotABranch` for a tag or a commit, `GitRefNotFound`.
    init(_ written: WrittenReference?, in repository: GitRepository) async throws(RunnerError) {
        guard let written else {
            guard let name = try await repository.defaultBranch(), let tip = try await repository.tip(of: name) else {
                throw RunnerError(
                    .usage,
                    "GitRefNotFound",
                    "\(repository.location) has no default branch",
                    hint: "name a branch: --git-branch-name main"
                )
            }
            self.name = name
            commit = tip
            return
        }
        switch written.reference {
        case .commit: throw Self.notABranch(written, "it is a commit")
        case .tag: throw Self.notABranch(written, "it is a tag")
        case .branch(let name), .branchOrTag(let name):
            guard let tip = try await repository.tip(of: name) else {
                if try await repository.commit(ofTag: name) != nil { throw Self.notABranch(written, "it is a tag") }
                // Says what else the name could mean.
                _ = try await repository.resolve(written.reference)
                throw Self.notABranch(written, "no branch has this name")
            }
            self.name = name
            commit = tip
        }
    }

    private static func notABranch(_ written: WrittenReference, _ cause: String) -> RunnerError {
        RunnerError(
            .usage,
            "NotABranch",
            "\(Shown.text(written.text)) is not a branch, and only a branch can be pushed to",
            hint: "name a branch: --git-branch-name main"
        ).caused(by: cause)
    }
}
