import Git
import RunProtocol

/// What has to hold before the code of an older commit destroys what a newer one no longer holds.
///
/// The deploy path must be gone at `--ref`, and the older commit must lie on the main branch: the default branch of the
/// remote. So nothing that is still wanted, and no code that was never merged, takes part.
struct DestroyRule {
    let repository: GitRepository
    let path: DeployPath

    /// Passes when both hold.
    ///
    /// - Parameter commits: the commit where the path is gone, and the one whose code destroys.
    /// - Throws: `DeployPathStillThere`, `DestroyRefNotOnMainBranch` (77), or what git's failures lead to.
    func demand(_ commits: DeployCommits) async throws(RunnerError) {
        guard try await repository.entry(at: path.components, in: commits.deployed) == .nothing else {
            throw RunnerError(
                .refused,
                "DeployPathStillThere",
                "\(path) is still there in commit \(commits.deployed) (ref \(Shown.text(commits.referenceText))), so older code may "
                    + "not destroy it",
                hint: "remove it from the branch first, or leave --apply-ref-for-destroy out"
            )
        }
        guard let main = try await repository.defaultBranch() else {
            throw refusal(
                commits,
                "\(repository.location) names no default branch",
                "set the repository's default branch"
            )
        }
        guard try await repository.isContained(commits.code, in: main) else {
            throw refusal(
                commits,
                "commit \(commits.code) is not an ancestor of the main branch, \(main)",
                "name a commit of \(main) that still holds \(path)"
            )
        }
    }

    private func refusal(_ commits: DeployCommits, _ cause: String, _ hint: String) -> RunnerError {
        RunnerError(
            .refused,
            "DestroyRefNotOnMainBranch",
            "\(Shown.text(commits.destroyText ?? "")) is not a ref whose code may destroy \(path)",
            hint: hint
        ).caused(by: cause)
    }
}
