import RunProtocol

/// The last line about a run: how it ended, after how long, what can be said of its log, and its id.
struct ClosingLine: Hashable, Sendable {
    let run: RunID
    let end: RunEnd
    /// How long the caller waited for it.
    let duration: Duration
    /// The code that the CLI exits with.
    let exitCode: Int32

    /// The line: `succeeded after 1.2 s; log complete (812 lines); run run-…`.
    var text: String {
        var parts = ["\(end.outcome.headline) after \(DurationText(duration))", log, "run \(run)"]
        if exitCode != end.jobCode { parts.append("exit code \(exitCode)") }
        return parts.joined(separator: "; ")
    }

    /// Whether all is as the caller wanted it.
    var isSuccess: Bool { exitCode == 0 }

    private var log: String {
        guard let lines = end.trailer?.lines else { return "log \(end.completeness)" }
        let count = lines == 1 ? "1 line" : "\(lines) lines"
        return "log \(end.completeness) (\(count))"
    }
}

extension RunOutcome {
    /// The outcome without its reason, where that can be long.
    fileprivate var headline: String {
        switch self {
        case .notStarted: "did not start"
        case .unknown: "outcome unknown"
        case .exited, .killed, .stopped: description
        }
    }

    /// That reason, for a line of its own.
    var reason: String? {
        switch self {
        case .notStarted(let reason, _): "the task did not start: \(reason)"
        case .unknown(let reason): "how the task ended is unknown: \(reason)"
        case .exited, .killed, .stopped: nil
        }
    }
}

extension RunEnd {
    /// The code that the outcome names already, so that it need not be said twice.
    fileprivate var jobCode: Int32? {
        guard case .exited(let code) = outcome else { return nil }
        return code
    }
}
