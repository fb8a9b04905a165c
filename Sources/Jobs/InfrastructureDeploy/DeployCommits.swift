import Git
import RunProtocol

/// The commits of a deploy, resolved once: everything afterwards uses them and no name (DESIGN D6).
struct DeployCommits: Sendable {
    /// The commit that `--ref` means.
    let deployed: CommitID
    /// The commit whose files are checked out: the same, unless an older one destroys what is gone.
    let code: CommitID
    /// How `--ref` was written; the default branch's name when it was left out.
    let referenceText: String
    /// How `--apply-ref-for-destroy` was written.
    let destroyText: String?

    /// Resolves the refs of a request.
    ///
    /// - Throws: as `GitRepository.resolve`; `NoDefaultBranch` (64) when there is no ref to resolve.
    init(_ request: DeployRequest, in repository: GitRepository) async throws(RunnerError) {
        let reference: GitReference
        if let written = request.reference {
            (reference, referenceText) = (written.reference, written.text)
        } else if let branch = try await repository.defaultBranch() {
            (reference, referenceText) = (.branch(branch), branch.text)
        } else {
            throw RunnerError(
                .usage,
                "NoDefaultBranch",
                "no --ref is given, and \(repository.location) names no default branch",
                hint: "give a --ref"
            )
        }
        deployed = try await repository.resolve(reference)
        destroyText = request.destroyReference?.text
        if let destroying = request.destroyReference {
            code = try await repository.resolve(destroying.reference)
        } else {
            code = deployed
        }
    }

    /// What the script says before it starts.
    func announcement(_ request: DeployRequest) -> String {
        let source = "(ref \(Shown.text(referenceText)) of \(request.repository))"
        guard let destroyText else {
            return "\(request.command.verb.isApplying ? "deploying" : "using") commit \(deployed) \(source)"
        }
        let verb = request.command.verb.isApplying ? "destroying" : "planning to destroy"
        return "\(verb) \(request.path), which is gone in commit \(deployed) \(source), "
            + "with the code of commit \(code) (ref \(Shown.text(destroyText)))"
    }
}
