public import RunProtocol
import Supervision

extension GitRepository {
    /// Resolves a reference to the one commit it means in the snapshot.
    ///
    /// - Throws: `GitRefNotFound` (64); `GitRefAmbiguous` (64) for a tag with the name of a branch; `GitRefAbbreviated` (64)
    ///   for the beginning of a commit's name; `CommitNotInRepository` (77) for a commit on no branch and no tag.
    public func resolve(_ reference: GitReference) async throws(RunnerError) -> CommitID {
        switch reference {
        case .commit(let commit):
            return try await reachable(commit)
        case .branch(let name):
            guard let commit = try await tip(of: name) else { throw notFound("branch \(name)") }
            return commit
        case .tag(let name):
            guard let commit = try await commit(ofTag: name) else { throw notFound("tag \(name)") }
            return commit
        case .branchOrTag(let name):
            let branch = try await tip(of: name)
            let tag = try await commit(ofTag: name)
            if let branch, let tag { throw ambiguous(name, branch: branch, tag: tag) }
            if let commit = branch ?? tag { return commit }
            throw try await abbreviated(name) ?? notFound("branch and no tag \(name)")
        }
    }

    /// The commit that a branch of the remote ends with; `nil` when there is no such branch.
    public func tip(of branch: GitRefName) async throws(RunnerError) -> CommitID? {
        try await commit(named: "refs/remotes/origin/\(branch)")
    }

    /// The branch that the remote calls its default; `nil` when it names none.
    public func defaultBranch() async throws(RunnerError) -> GitRefName? {
        let prefix = "refs/remotes/origin/"
        guard let name = try await lookUp(["symbolic-ref", "--quiet", prefix + "HEAD"]), name.hasPrefix(prefix) else {
            return nil
        }
        return GitRefName(String(name.dropFirst(prefix.count)))
    }

    /// Whether a commit is part of a branch of the remote: its tip, or an ancestor of it.
    ///
    /// - Throws: `GitRefNotFound` (64) when there is no such branch.
    public func isContained(_ commit: CommitID, in branch: GitRefName) async throws(RunnerError) -> Bool {
        guard let tip = try await tip(of: branch) else { throw notFound("branch \(branch)") }
        let result = try await ask(["merge-base", "--is-ancestor", commit.hexadecimal, tip.hexadecimal], in: folder)
        switch result.ending {
        case .exited(0): return true
        case .exited(1): return false
        default: throw GitFailure(result, at: location).error
        }
    }

    /// The commit that a tag of the remote leads to; `nil` when there is no such tag.
    public func commit(ofTag tag: GitRefName) async throws(RunnerError) -> CommitID? {
        try await commit(named: "refs/tags/\(tag)")
    }

    /// The commit that a full ref name leads to, through tags of tags too.
    private func commit(named name: String) async throws(RunnerError) -> CommitID? {
        try await lookUp(["rev-parse", "--verify", "--quiet", "\(name)^{commit}"]).flatMap { CommitID($0) }
    }

    /// The commit, when a branch or a tag of this repository contains it.
    ///
    /// A hosting service also hands out commits of forks by their name: whoever can fork could have any code run.
    private func reachable(_ commit: CommitID) async throws(RunnerError) -> CommitID {
        let found = try await lookUp([
            "for-each-ref", "--count=1", "--contains=\(commit)", "--format=%(refname)", "refs/remotes/origin",
            "refs/tags",
        ])
        guard found != nil else {
            throw RunnerError(
                .refused,
                "CommitNotInRepository",
                "commit \(commit) is on no branch and no tag of \(location)",
                hint: "push it to a branch first; a branch that was deleted or rewritten leaves its commits behind"
            )
        }
        return commit
    }
}

extension GitRepository {
    func notFound(_ what: String) -> RunnerError {
        RunnerError(
            .usage,
            "GitRefNotFound",
            "there is no \(what) in \(location)",
            hint: "check the name, and that it was pushed"
        )
    }

    private func ambiguous(_ name: GitRefName, branch: CommitID, tag: CommitID) -> RunnerError {
        RunnerError(
            .usage,
            "GitRefAmbiguous",
            "\(name) is a branch and a tag of \(location)",
            hint: "write refs/heads/\(name) for the branch, or refs/tags/\(name) for the tag"
        ).caused(by: "the branch is commit \(branch), the tag is commit \(tag)")
    }

    /// An abbreviation means another commit as soon as somebody pushes one that begins alike, so it is answered only.
    private func abbreviated(_ name: GitRefName) async throws(RunnerError) -> RunnerError? {
        guard CommitID.couldAbbreviate(name.text), let commit = try await commit(named: name.text) else { return nil }
        return RunnerError(
            .usage,
            "GitRefAbbreviated",
            "\(name) is the beginning of a commit's name",
            hint: "pass the whole name: \(commit)"
        )
    }
}
