/// Where a run stands.
public struct RunStatus: Hashable, Sendable, Codable {
    /// The run.
    public var run: RunID
    /// What it is doing.
    public var phase: RunPhase
    /// The container it runs in.
    public var container: String
    /// The script it runs.
    public var script: String
    /// When it was asked for.
    public var startedAt: Timestamp
    /// When it ended, once it has.
    public var endedAt: Timestamp?
    /// How it ended, once it has.
    public var outcome: RunOutcome?
    /// What the script reported of itself, such as `resolved_ref`: the commit that a ref was resolved to.
    public var facts: [String: String]
    /// One line on what stands out, such as limits that could not be applied.
    public var detail: String?
    /// Where the log lies, in the engine's own terms, when somebody may read it there without the invoker.
    public var log: [String: String]?

    /// Makes the status of a run that was just asked for.
    public init(run: RunID, container: String, script: String, startedAt: Timestamp) {
        self.run = run
        self.container = container
        self.script = script
        self.startedAt = startedAt
        phase = .starting
        facts = [:]
    }

    private enum CodingKeys: String, CodingKey {
        case run = "run_id"
        case phase
        case container
        case script
        case startedAt = "started_at"
        case endedAt = "ended_at"
        case outcome
        case facts
        case detail
        case log
    }
}

/// What a run is doing.
public enum RunPhase: String, Hashable, Sendable, Codable {
    /// Its task is being set up.
    case starting
    /// Its script runs.
    case running
    /// It was asked to stop and has not ended yet.
    case stopping
    /// It ended.
    case ended
}
