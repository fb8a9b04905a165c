public import RunProtocol
import Supervision

extension LocalClone {
    /// What became of files that were to be committed and pushed.
    public enum Publication: Hashable, Sendable {
        /// They are what they were: there was nothing to commit.
        case unchanged
        /// The branch of the remote ends with this commit.
        case pushed(CommitID)
    }

    /// Commits what has changed in some files and folders, and nothing else, and pushes it.
    ///
    /// When somebody else has pushed in the meantime, the commit is put on top of theirs, and pushed again.
    ///
    /// - Parameters:
    ///   - paths: as seen from the folder of this clone; what is deleted there is deleted in the commit.
    ///   - message: what the commit says.
    ///   - branch: the branch of the remote.
    ///   - pause: waits after a try that was overtaken, counted from 1.
    /// - Returns: what became of them.
    /// - Throws: 69: `CommitFailed`, `PushRefused`; `PushConflict` (69) when both changed the same lines; `PushOvertaken` (75).
    public func publish(
        _ paths: [String],
        saying message: String,
        to branch: GitRefName,
        pause: (Int) async -> Void
    ) async throws(RunnerError) -> Publication {
        try await demand(["add", "--all", "--"] + paths)
        let difference = try await ask(["diff", "--cached", "--quiet", "--no-ext-diff", "--"] + paths)
        guard !difference.succeeded else { return .unchanged }
        let commit = try await ask(["commit", "--quiet", "--message=\(message)", "--only", "--"] + paths)
        guard commit.succeeded else { throw Self.notCommitted(commit) }
        for attempt in 1...Self.tries {
            let head = try await commits(["HEAD"])[0]
            let push = try await ask(["push", "--quiet", "--porcelain", "origin", "\(head):refs/heads/\(branch)"])
            if push.succeeded { return .pushed(head) }
            guard PushFailure(push, of: branch, at: .local(folder)).kind == .overtaken else {
                throw refused(push, branch)
            }
            await pause(attempt)
            try await rebase(onto: branch)
        }
        throw RunnerError(
            .tryAgain,
            "PushOvertaken",
            "others were faster \(Self.tries) times; the commit is not on branch \(branch)",
            hint: "push it when there is less going on: git push origin HEAD:\(branch)"
        )
    }

    /// More than once would be bad luck, so often is a queue.
    private static let tries = 8

    private func rebase(onto branch: GitRefName) async throws(RunnerError) {
        try await demand(["fetch", "--quiet", "--no-tags", "origin", "refs/heads/\(branch)"])
        // Other files may well be changed and not meant to be committed.
        let rebase = try await ask(["rebase", "--quiet", "--autostash", "FETCH_HEAD"])
        guard !rebase.succeeded else { return }
        _ = try await ask(["rebase", "--abort"])
        throw RunnerError(
            .unavailable,
            "PushConflict",
            "branch \(branch) has changed in the same place in the meantime",
            hint: "pull, and make the change anew"
        ).caused(by: Printable.output(rebase.outputText + "\n" + rebase.errorText))
    }

    private static func notCommitted(_ result: CommandResult) -> RunnerError {
        let hasNoIdentity = ["empty ident", "Please tell me who you are"].contains { result.errorText.contains($0) }
        return RunnerError(
            .unavailable,
            "CommitFailed",
            "nothing was committed",
            hint: hasNoIdentity ? "say whose commit it is: git config user.name NAME; git config user.email EMAIL" : nil
        ).caused(by: Printable.output(result.errorText.isEmpty ? result.outputText : result.errorText))
    }

    private func refused(_ result: CommandResult, _ branch: GitRefName) -> RunnerError {
        RunnerError(
            .unavailable,
            "PushRefused",
            "the commit could not be pushed to branch \(branch) of origin; it is in \(folder) only",
            hint: "check that the credentials of this clone may push there"
        ).caused(by: Printable.output(result.errorText + "\n" + result.outputText))
    }
}
