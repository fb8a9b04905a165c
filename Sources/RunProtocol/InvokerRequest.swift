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
    /// Deliver a run's log from a cursor on, and follow it to its end or to the limits.
    case logs(RunID, LogCursor, LogLimits)
    /// Stop a run.
    case stop(RunID, StopRequest)
    /// Say that the run's client is still there.
    case attend(RunID)
}

/// Whether somebody waits for the run.
public enum RunAttendance: String, Hashable, Sendable, Codable, CaseIterable {
    /// The caller stays; when it vanishes, the script's `on_abandon` decides what happens to the run.
    case attended
    /// The caller leaves on purpose (`--no-wait`, a schedule): its going means nothing.
    case unattended
}

extension InvokerRequest: Encodable {
    private enum CodingKeys: String, CodingKey {
        case action
        case attendance
        case run = "run_id"
        case cursor
        case maxSeconds = "max_seconds"
        case maxBytes = "max_bytes"
        case urgency
        case reason
    }

    /// Writes the request as the invoker reads it: `{"action": "run", "container_name": …}` and its siblings.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .run(let request, let attendance):
            try container.encode("run", forKey: .action)
            try container.encode(attendance, forKey: .attendance)
            try request.encode(to: encoder)
        case .explain(let request):
            try container.encode("explain", forKey: .action)
            try request.encode(to: encoder)
        case .describe:
            try container.encode("describe", forKey: .action)
        case .status(let run):
            try container.encode("status", forKey: .action)
            try container.encode(run, forKey: .run)
        case .logs(let run, let cursor, let limits):
            try container.encode("logs", forKey: .action)
            try container.encode(run, forKey: .run)
            try container.encode(cursor.description, forKey: .cursor)
            try container.encodeIfPresent(limits.seconds, forKey: .maxSeconds)
            try container.encodeIfPresent(limits.bytes, forKey: .maxBytes)
        case .stop(let run, let request):
            try container.encode("stop", forKey: .action)
            try container.encode(run, forKey: .run)
            try container.encode(request.urgency, forKey: .urgency)
            try container.encode(request.reason.rawValue, forKey: .reason)
        case .attend(let run):
            try container.encode("attend", forKey: .action)
            try container.encode(run, forKey: .run)
        }
    }
}
