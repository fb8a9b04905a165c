public import Gatekeeper
public import RunProtocol

/// Where tasks run: Amazon ECS, or a sandbox on this machine.
///
/// An engine takes only what the gatekeeper approved (DESIGN D1), never stops a task on its own account, and keeps
/// what it knows of a run so that a later process can ask for it. `Tests/Conformance` holds every engine to this.
public protocol TaskEngine: Sendable {
    /// Starts a task, or finds the run that an earlier request with the same client token started.
    ///
    /// - Throws: 69 when the task could not be started, 75 when a later try may succeed.
    func start(_ job: ApprovedJob, as run: NewRun) async throws(RunnerError) -> RunAnswer

    /// Where a run stands.
    ///
    /// - Throws: `UnknownRun` (64) when this engine has never had the run.
    func status(of run: RunID) async throws(RunnerError) -> RunStatus

    /// Asks a run to stop, and returns as soon as the task's side has the message; a run that has ended is left alone.
    ///
    /// - Throws: `UnknownRun` (64).
    func stop(_ run: RunID, _ request: StopRequest) async throws(RunnerError)

    /// Says that somebody waits for the run; an attended run that hears nothing for long is abandoned.
    ///
    /// - Returns: how soon to say it again; `nil` where nobody needs to.
    /// - Throws: `UnknownRun` (64), or why it could not be said (69, 75).
    func attend(_ run: RunID) async throws(RunnerError) -> Duration?

    /// Says that whoever started the run leaves it on purpose: its going is no abandonment from here on.
    ///
    /// - Throws: `UnknownRun` (64).
    func detach(from run: RunID) async throws(RunnerError)

    /// Delivers a run's log behind a cursor, and what happens to the run, until it has ended and its log is read out.
    ///
    /// Delivery is in the order of the records, whole lines only, and waits for the reader: nothing is dropped.
    /// Cancelling the caller's task ends the delivery and leaves the run alone.
    ///
    /// - Returns: the run's last status, with its outcome.
    /// - Throws: `UnknownRun` (64), what `deliver` throws, or `CancellationError`.
    func follow(
        _ run: RunID,
        from cursor: LogCursor,
        deliver: (TaskLogChunk) async throws -> Void
    ) async throws -> RunStatus
}

/// What an engine delivers of a run.
public enum TaskLogChunk: Hashable, Sendable {
    /// The run entered another phase.
    case status(RunStatus)
    /// Whole lines of the log, each with its line feed, and the engine's hint for the place behind them.
    case lines([UInt8], hint: String?)
}

/// A run that is about to start.
public struct NewRun: Hashable, Sendable {
    /// Its id.
    public var id: RunID
    /// When it was asked for.
    public var at: Timestamp
    /// Whether its caller stays.
    public var attendance: RunAttendance
    /// Makes its start safe to retry.
    public var clientToken: String?
    /// Who asked, in the caller's own words.
    public var caller: [String: String]

    /// Makes a run without a token and a caller; both are properties to set.
    public init(_ id: RunID, at: Timestamp, _ attendance: RunAttendance) {
        self.id = id
        self.at = at
        self.attendance = attendance
        caller = [:]
    }
}
