import RunProtocol
import Supervision
import SystemPackage

/// How the sandbox ended, as its host saw it.
struct SandboxEnding: Hashable, Sendable {
    /// The end of `bwrap`, which is the end of the entrypoint where that ran.
    var process: ProcessEnding
    /// Why the task was stopped, if it was.
    var stopReason: StopReason?
}

/// How a task ended, as its record shall say it.
struct TaskEnding: Hashable, Sendable {
    let outcome: RunOutcome
    var facts: [String: String]
    var detail: String?

    /// An end without a log.
    init(_ outcome: RunOutcome) {
        self.outcome = outcome
        facts = [:]
        detail = nil
    }

    /// Reads the end off the log's trailer; where there is none, off what else is known.
    init(_ folder: RunFolder, _ ending: SandboxEnding, outOfMemory: Bool) {
        let last = LogTail.lastLine(of: folder.log)
        detail = outOfMemory ? "the kernel killed a process of the task: its memory was used up" : nil
        if let trailer = last.flatMap(LogTrailer.init(parsing:)) {
            outcome = trailer.end
            facts = trailer.facts
            return
        }
        facts = [:]
        outcome = Self.outcomeWithoutTrailer(folder, ending, logIsEmpty: last == nil)
    }

    private static func outcomeWithoutTrailer(
        _ folder: RunFolder,
        _ ending: SandboxEnding,
        logIsEmpty: Bool
    ) -> RunOutcome {
        if ending.process == .exited(ExitCode.logIncomplete.rawValue) { return .stopped(.logUnwritable, code: nil) }
        if let reason = ending.stopReason { return .stopped(reason, code: nil) }
        let complaint = (ProcFile.read(folder.sandboxErrors.string) ?? "").split(separator: "\n").joined(
            separator: "; "
        )
        if logIsEmpty { return .notStarted(reason: complaint.isEmpty ? "the sandbox \(ending.process)" : complaint) }
        return .unknown(reason: "the entrypoint left no trailer; the sandbox \(ending.process)")
    }
}

extension TaskEnding {
    /// The end of a task whose host is gone without a word: what its files still say.
    init(afterLossOf folder: RunFolder) {
        if let trailer = LogTail.lastLine(of: folder.log).flatMap(LogTrailer.init(parsing:)) {
            outcome = trailer.end
            facts = trailer.facts
            detail = "its host ended before it could record this"
            return
        }
        let words = (ProcFile.read(folder.hostLog.string) ?? "").split(separator: "\n").joined(separator: "; ")
        let reason = words.isEmpty ? "its host was killed, or the machine went down" : "its host ended: \(words)"
        outcome = folder.logIsEmpty ? .notStarted(reason: reason) : .unknown(reason: reason)
        facts = [:]
        detail = nil
    }
}
