import Git
import RunProtocol
import Supervision
import SystemPackage

/// Sets variables in a branch of a repository, as often as it takes until no one else was faster.
///
/// An update that was overtaken is done again on what the branch holds now. So it means the same as if it had been asked
/// for only then: everything that others changed stays, and of two that set one variable the later one counts, with both
/// in the history.
struct VariableUpdate {
    let request: UpdateRequest
    let target: UpdateRequest.Repository
    let repository: GitRepository
    let branch: GitRefName
    let formatter: VariablesFormatter
    let signals: ForwardedSignals
    let report: Report
    var pace = PushPace()

    /// Changes, commits and pushes.
    ///
    /// - Parameter start: the commit that the branch ends with.
    /// - Returns: the commit that was pushed; `nil` when all values were there already.
    /// - Throws: 64 for a file or a variable that is not as it should be, `PushOvertaken` (75) when others were always
    ///   faster, and what a push throws.
    func run(from start: CommitID) async throws(RunnerError) -> CommitID? {
        var head = start
        var seen: [VariableEdit.Change] = []
        for attempt in 1...pace.tries {
            try await repository.checkOut(head)
            let (file, changes) = try await VariablesChange(request, formatter, report).make(in: repository.folder)
            remark(changes, since: seen, on: head)
            guard !changes.isEmpty else { return nil }
            let message = UpdateMessage.make(changes, in: file.relativePath, flag: target.skipCIFlag)
            let commit = try await repository.commit([file.relativePath], saying: message, by: target.author)
            guard let commit else { return nil }
            if try await push(commit) == .pushed { return commit }
            report.say("branch \(branch) has moved on: trying again on what it holds now")
            if attempt < pace.tries { await pace.pause(after: attempt) }
            head = try await repository.fetch(branch)
            seen = changes
        }
        throw RunnerError(
            .tryAgain,
            "PushOvertaken",
            "branch \(branch) of \(repository.location) moved on during each of \(pace.tries) pushes; nothing was changed",
            hint: "try again when fewer others push to it"
        )
    }

    private func push(_ commit: CommitID) async throws(RunnerError) -> GitRepository.PushResult {
        guard signals.received == nil else {
            throw RunnerError(.unavailable, "StoppedBySignal", "nothing was pushed: a signal came first")
        }
        do {
            return try await repository.push(commit, to: branch)
        } catch {
            guard signals.received != nil else { throw error }
            throw RunnerError(
                .outcomeUnknown,
                "PushInterrupted",
                "a signal came during the push of commit \(commit) to branch \(branch)",
                hint: "look whether the branch has the commit; the same update can be started again in any case"
            )
        }
    }

    /// Says what changes, and what somebody else had set in the meantime.
    private func remark(_ changes: [VariableEdit.Change], since seen: [VariableEdit.Change], on head: CommitID) {
        for change in changes {
            guard let before = seen.first(where: { $0.name == change.name }) else {
                report.always(
                    "\(request.path):\(change.line): \(change.name): \(change.shownOld) -> \(change.shownNew)"
                )
                continue
            }
            guard before.old != change.old else { continue }
            report.always(
                "\(change.name) was set to \(change.shownOld) in the meantime, by commit \(head) or before; "
                    + "it becomes \(change.shownNew)"
            )
        }
    }
}

extension VariableEdit.Change {
    /// The old value as a message shows it.
    var shownOld: String { Shown.text(UpdateMessage.shown(old)) }
    /// The new value as a message shows it.
    var shownNew: String { Shown.text(UpdateMessage.shown(new)) }
}
