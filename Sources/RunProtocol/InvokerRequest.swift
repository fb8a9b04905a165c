/// Everything that can be asked of the invoker, in process or over Lambda (DESIGN section 5).
public enum InvokerRequest: Hashable, Sendable {
    /// Decide, and start the task when it is allowed.
    case run(RunRequest, RunAttendance)
    /// Decide, and start nothing.
    case explain(RunRequest)
    /// List the containers and their scripts.
    case describe
    /// Say where a run stands.
    case status(RunID)
    /// Deliver a run's log from a cursor on, and follow it to its end.
    case logs(RunID, LogCursor)
    /// Stop a run.
    case stop(RunID, StopRequest)
}

/// Whether somebody waits for the run.
public enum RunAttendance: String, Hashable, Sendable, Codable, CaseIterable {
    /// The caller stays; when it vanishes, the script's `on_abandon` decides what happens to the run.
    case attended
    /// The caller leaves on purpose (`--no-wait`, a schedule): its going means nothing.
    case unattended
}
