import RunProtocol

/// The way from the CLI to an invoker: in its own process, or in AWS Lambda (DESIGN section 2).
protocol Transport: Sendable {
    /// Decides, and starts the task when the request is allowed.
    ///
    /// - Throws: the rejection (77), or why the task could not be started (69, 75).
    func run(_ request: RunRequest, _ attendance: RunAttendance) async throws(RunnerError) -> RunAnswer

    /// Decides, and starts nothing.
    func explain(_ request: RunRequest) async throws(RunnerError) -> ExplainAnswer

    /// The containers and their scripts, in alphabetical order.
    func describe() async throws(RunnerError) -> DescribeAnswer

    /// Where a run stands.
    ///
    /// - Throws: `UnknownRun` (64).
    func status(of run: RunID) async throws(RunnerError) -> RunStatus

    /// Asks a run to stop.
    ///
    /// - Throws: `UnknownRun` (64).
    func stop(_ run: RunID, _ request: StopRequest) async throws(RunnerError)

    /// Says that somebody waits for the run.
    ///
    /// - Returns: how soon to say it again; `nil` where nobody needs to.
    /// - Throws: `UnknownRun` (64), or why it could not be said.
    func attend(_ run: RunID) async throws(RunnerError) -> Duration?

    /// Delivers a run's log behind a cursor and, as the last event, its end.
    ///
    /// - Throws: a `RunnerError`, with 75 where another call may go on from the last cursor; what `deliver` throws; or
    ///   `CancellationError`, which leaves the run alone.
    func logs(of run: RunID, from cursor: LogCursor, deliver: (LogEvent) async throws -> Void) async throws
}
