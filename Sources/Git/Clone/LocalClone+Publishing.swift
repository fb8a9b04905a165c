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
    /// When somebody else has pushed in the meantime, the commit is put on top of theirs, and pushed again. What could not
    /// be pushed is no commit afterwards, so that the same call may be made again.
    ///
    /// - Parameters:
    ///   - paths: as seen from the folder of this clone; what is deleted there is deleted in the commit.
    ///   - message: what the commit says.
    ///   - branch: the branch of the remote.
    ///   - pause: waits after a try that was overtaken, counted from 1.
    /// - Returns: what became of them.
    /// - Throws: `PathNotFound` (64); 69: `CommitFailed`, `PushRefused`; `PushConflict` (69) when both changed the same lines;
    ///   `PushOvertaken` (75).
    public func publish(
        _ paths: [String],
        saying message: String,
        to branch: GitRefName,
        pause: (Int) async -> Void
    ) async throws(RunnerError) -> Publication {
        try await add(paths)
        let difference = try await ask(Self.literally + ["diff", "--cached", "--quiet", "--no-ext-diff", "--"] + paths)
        guard !difference.succeeded else { return .unchanged }
        let words = ["commit", "--quiet", "--message=\(message)", "--only", "--"]
        let commit = try await ask(Self.literally + words + paths)
        guard commit.succeeded else { throw Self.notCommitted(commit) }
        do throws(RunnerError) {
            return .pushed(try await push(to: branch, pause))
        } catch {
            try await takeBack()
            throw error
        }
    }

    /// A name is a name, whatever is in it.
    private static let literally = ["--literal-pathspecs"]

    private func add(_ paths: [String]) async throws(RunnerError) {
        let result = try await ask(Self.literally + ["add", "--all", "--"] + paths)
        guard !result.succeeded else { return }
        let isNone = ["did not match any file", "is outside repository"].contains { result.errorText.contains($0) }
        guard isNone else { throw failure(result, ["add"]) }
        throw RunnerError(
            .usage,
            "PathNotFound",
            "not all that is to be committed is a file or a folder of the repository in \(folder)",
            hint: "name files and folders relative to --repo-root"
        ).caused(by: Printable.output(result.errorText))
    }

    private func push(
        to branch: GitRefName,
        _ pause: (Int) async -> Void
    ) async throws(RunnerError) -> CommitID {
        for attempt in 1...Self.tries {
            let head = try await commits(["HEAD"])[0]
            let push = try await ask(["push", "--quiet", "--porcelain", "origin", "\(head):refs/heads/\(branch)"])
            if push.succeeded { return head }
            let kind = PushFailure(push, of: branch, at: .local(folder)).kind
            guard kind == .overtaken else { throw Self.refused(push, kind, branch) }
            await pause(attempt)
            try await rebase(onto: branch)
        }
        throw RunnerError(
            .tryAgain,
            "PushOvertaken",
            "others were faster \(Self.tries) times; nothing was pushed to branch \(branch)",
            hint: "try again when there is less going on"
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

    /// Makes of the commit what it was before: files that have changed.
    private func takeBack() async throws(RunnerError) {
        if let parent = try await present("HEAD^") {
            try await demand(["reset", "--quiet", "--soft", parent.hexadecimal])
        } else {
            try await demand(["update-ref", "-d", "HEAD"])
        }
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

    private static func refused(
        _ result: CommandResult,
        _ kind: PushFailure.Kind?,
        _ branch: GitRefName
    ) -> RunnerError {
        let hint: String? =
            switch kind {
            case .denied, .readOnly: "check that the credentials of this clone may push there"
            case .declined: "the remote has a rule against this push: let this user make it, or name another branch"
            case .checkedOut: "push to a bare repository, or check out something else there"
            case .unreachable: "see whether origin can be reached, and try again"
            case .overtaken, nil: nil
            }
        return RunnerError(.unavailable, "PushRefused", "nothing was pushed to branch \(branch) of origin", hint: hint)
            .caused(by: Printable.output(result.errorText + "\n" + result.outputText))
    }
}
