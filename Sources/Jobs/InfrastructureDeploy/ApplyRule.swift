import Git
import RunProtocol

/// Which commits may be applied: those that an allowed ref of the *remote* contains (DESIGN D6).
///
/// An allowed branch allows its tip and all that led there. A bare name means a branch, never a tag, since anyone who
/// may push can make a tag; an allowed tag (`refs/tags/…`) or commit allows itself alone. No answer is a refusal.
struct ApplyRule {
    let repository: GitRepository
    let allowed: [WrittenReference]

    /// Passes a commit that may be applied.
    ///
    /// - Throws: `UnsupportedGitRef` (77), or what git's failures lead to.
    func demand(_ commit: CommitID, writtenAs text: String) async throws(RunnerError) {
        for reference in allowed where try await allows(commit, reference.reference) { return }
        throw refusal(commit, text)
    }

    private func allows(_ commit: CommitID, _ reference: GitReference) async throws(RunnerError) -> Bool {
        switch reference {
        case .branch(let name), .branchOrTag(let name):
            guard try await repository.tip(of: name) != nil else { return false }
            return try await repository.isContained(commit, in: name)
        case .tag(let name):
            return try await repository.commit(ofTag: name) == commit
        case .commit(let only):
            return only == commit
        }
    }

    private func refusal(_ commit: CommitID, _ text: String) -> RunnerError {
        let names = allowed.map { Shown.text($0.text) }.joined(separator: ", ")
        let message = "\(Shown.text(text)) is not a supported Git Ref for running apply"
        guard !allowed.isEmpty else {
            return RunnerError(
                .refused,
                "UnsupportedGitRef",
                message,
                hint: "list the protected branches in allowed_apply_git_refs (--allowed-apply-refs)"
            ).caused(by: "the configuration allows no ref to be applied")
        }
        return RunnerError(
            .refused,
            "UnsupportedGitRef",
            message,
            hint: "merge it first; what is allowed stands in allowed_apply_git_refs"
        ).caused(by: "commit \(commit) is contained in no allowed ref of \(repository.location): \(names)")
    }
}
