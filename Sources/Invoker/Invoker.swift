public import Gatekeeper
public import RunProtocol

/// The service between a caller and an engine: gatekeep, start, ship logs, stop (DESIGN section 2).
///
/// It runs in the CLI's own process and in Lambda, and keeps no state: the engine knows the runs.
public struct Invoker: Sendable {
    private let gatekeeper: Gatekeeper
    private let engine: any TaskEngine
    private let now: @Sendable () -> Timestamp

    /// An invoker for one configuration and one engine.
    public init(_ gatekeeper: Gatekeeper, _ engine: any TaskEngine, now: @escaping @Sendable () -> Timestamp) {
        self.gatekeeper = gatekeeper
        self.engine = engine
        self.now = now
    }

    /// Decides, and starts the task when the request is allowed.
    ///
    /// - Throws: the rejection (77), or why the task could not be started (69, 75).
    public func run(_ request: RunRequest, _ attendance: RunAttendance) async throws(RunnerError) -> RunAnswer {
        let job = try approve(request)
        var generator = SystemRandomNumberGenerator()
        let at = now()
        var run = NewRun(RunID(startingAt: at, using: &generator), at: at, attendance)
        run.clientToken = request.clientToken
        run.caller = request.caller
        return try await engine.start(job, as: run)
    }

    /// Decides, and starts nothing.
    public func explain(_ request: RunRequest) -> ExplainAnswer {
        do {
            let job = try approve(request)
            return .allow(
                ExplainAnswer.Allowed(
                    container: job.container.string,
                    script: job.script.string,
                    argv: job.arguments.map(\.string)
                )
            )
        } catch {
            return .refuse(error)
        }
    }

    /// The containers and their scripts, in alphabetical order.
    public func describe() -> DescribeAnswer {
        gatekeeper.configuration.described
    }

    /// Where a run stands.
    ///
    /// - Throws: `UnknownRun` (64).
    public func status(of run: RunID) async throws(RunnerError) -> RunStatus {
        try await engine.status(of: run)
    }

    /// Asks a run to stop.
    ///
    /// - Throws: `UnknownRun` (64).
    public func stop(_ run: RunID, _ request: StopRequest) async throws(RunnerError) {
        try await engine.stop(run, request)
    }

    /// Says that somebody waits for the run.
    ///
    /// - Returns: how soon to say it again; `nil` where nobody needs to.
    /// - Throws: `UnknownRun` (64), or why it could not be said (69, 75).
    public func attend(_ run: RunID) async throws(RunnerError) -> Duration? {
        try await engine.attend(run)
    }

    /// Says that the caller leaves the run on purpose.
    ///
    /// - Throws: `UnknownRun` (64).
    public func detach(from run: RunID) async throws(RunnerError) {
        try await engine.detach(from: run)
    }

    /// Delivers a run's log behind a cursor, verified, and as the last event the run's end.
    ///
    /// - Throws: `UnknownRun` (64), what `deliver` throws, or `CancellationError`.
    public func logs(
        of run: RunID,
        from cursor: LogCursor,
        deliver: (LogEvent) async throws -> Void
    ) async throws {
        var reader = LogReader(from: cursor)
        let last = try await engine.follow(run, from: cursor) { chunk in
            for event in reader.events(in: chunk) { try await deliver(event) }
        }
        try await deliver(.end(reader.end(of: last)))
    }

    private func approve(_ request: RunRequest) throws(RunnerError) -> ApprovedJob {
        switch gatekeeper.decide(try JobRequest(request)) {
        case .approved(let job): return job
        case .refused(let rejection): throw RunnerError(rejection)
        }
    }
}
