public import AWS
public import Gatekeeper
public import Invoker
public import RunProtocol

/// Runs tasks on Amazon ECS, and reads their logs from CloudWatch (DESIGN D8, D9, D14).
///
/// It keeps nothing that another process would need: a run is known by the task's `startedBy` and tags, and by a record
/// in the log group when ECS has forgotten the task.
public struct ECSEngine: TaskEngine {
    private let configuration: ECSConfiguration
    private let calls: EngineCalls
    private let watch: TaskWatch
    private let directory: RunDirectory
    private let time: EngineTime
    private let report: @Sendable (RunnerError) -> Void

    /// An engine that calls AWS in a session.
    ///
    /// - Parameters:
    ///   - configuration: where tasks run, and as what.
    ///   - session: the region and the credentials.
    ///   - now: the time of day.
    ///   - report: takes what went wrong beside a call that succeeded, for the host's own log.
    public init(
        _ configuration: ECSConfiguration,
        _ session: AWSSession,
        now: @escaping @Sendable () -> Timestamp,
        report: @escaping @Sendable (RunnerError) -> Void
    ) {
        let calls = EngineCalls(ecs: session.ecs, logs: session.logs, region: session.settings.region)
        self.init(configuration, calls, EngineTime(ContinuousClock(), now: now), report: report)
    }

    init(
        _ configuration: ECSConfiguration,
        _ calls: EngineCalls,
        _ time: EngineTime,
        report: @escaping @Sendable (RunnerError) -> Void
    ) {
        self.configuration = configuration
        self.calls = calls
        self.time = time
        self.report = report
        watch = TaskWatch(calls.ecs, cluster: configuration.cluster, time)
        directory = RunDirectory(calls, configuration, watch, time)
    }

    // MARK: - Start

    /// Starts a task; a request that is repeated with its client token finds the task that it started.
    ///
    /// - Throws: 69 when the task could not be started, 75 when a later try may succeed, `CommandTooLong` or
    ///   `ClientTokenReused` (64).
    public func start(_ job: ApprovedJob, as run: NewRun) async throws(RunnerError) -> RunAnswer {
        let id = run.clientToken.map { RunID(derivedFrom: $0) } ?? run.id
        let output: RunTaskOutput
        let start = try TaskStart(job, run, as: id, configuration)
        if run.clientToken != nil, let earlier = try await directory.earlier(id) {
            guard earlier.request == start.input.digest else { throw StartFailure.reused(id) }
            return answer(of: earlier)
        }
        do {
            output = try await calls.ecs.runTask(start.input)
        } catch {
            throw StartFailure.error(error, job, id)
        }
        guard let task = output.tasks.first else { throw StartFailure.error(output.failures, job) }
        var record = RunRecord(job, run, as: id, task: task.arn)
        record.abandonAfter = start.lease?.seconds
        record.request = start.input.digest
        do {
            try await directory.add(record)
        } catch {
            report(
                error.runnerError(.unavailable, "RunNotRecorded", "run \(id) goes on, but its record was not written")
            )
        }
        return answer(of: record)
    }

    private func answer(of record: RunRecord) -> RunAnswer {
        var answer = RunAnswer(
            run: record.run,
            task: record.task,
            container: record.container,
            script: record.script
        )
        answer.log = place(of: record).log
        return answer
    }

    private func place(of record: RunRecord) -> RunPlace {
        RunPlace(task: record.task, container: record.container, configuration, region: calls.region)
    }

    // MARK: - Status

    /// Where a run stands.
    ///
    /// - Throws: `UnknownRun` (64), or why AWS could not be asked.
    public func status(of run: RunID) async throws(RunnerError) -> RunStatus {
        try await sight(of: try await directory.record(of: run)).status
    }

    private func sight(of record: RunRecord) async throws(RunnerError) -> RunSight {
        let place = place(of: record)
        do {
            async let task = watch.look(at: record.task)
            async let log = LogEnd.read(calls.logs, place)
            return RunSight(record: record, place: place, task: try await task, log: try await log, at: time.now())
        } catch let error as AWSError {
            throw error.runnerError(
                .unavailable,
                "StatusUnknown",
                "where run \(record.run) stands could not be found out"
            )
        } catch {
            throw RunnerError(.unavailable, "StatusUnknown", "where run \(record.run) stands could not be found out")
                .caused(by: "\(error)")
        }
    }

    // MARK: - Stop

    /// Asks a run to stop: the tags are the letter, and StopTask rings the bell.
    ///
    /// The log is not looked at, and a task that cannot be looked at is asked all the same: a stop has to get through
    /// when AWS throttles what reads.
    ///
    /// - Throws: `UnknownRun` (64), or why the task could not be asked.
    public func stop(_ run: RunID, _ request: StopRequest) async throws(RunnerError) {
        let record = try await directory.record(of: run)
        var phase = RunPhase.running
        do {
            let task = try await watch.look(at: record.task)
            phase = task?.phase ?? (time.now().since(record.startedAt) > RunSight.memory ? .ended : .starting)
        } catch {
            report(error.runnerError(.unavailable, "StatusUnknown", "run \(run) is stopped without a look at its task"))
        }
        guard phase != .ended else { return }
        do {
            try await TaskStop(calls.ecs, time, report: report)
                .stop(record, in: configuration.cluster, request, phase)
        } catch {
            throw error.runnerError(.unavailable, "StopFailed", "run \(run) could not be asked to stop")
        }
    }

    // MARK: - Lease

    /// Says that somebody waits for a run, where the run depends on it.
    ///
    /// - Returns: how soon to say it again.
    /// - Throws: `UnknownRun` (64), or why the task could not be told.
    public func attend(_ run: RunID) async throws(RunnerError) -> Duration? {
        let record = try await directory.record(of: run)
        guard let lease = record.lease else { return nil }
        try await renew(record, "\(time.now())")
        return lease.interval
    }

    /// Leaves a run on purpose: from here on nobody's silence means anything to it.
    ///
    /// - Throws: `UnknownRun` (64), or why the task could not be told.
    public func detach(from run: RunID) async throws(RunnerError) {
        let record = try await directory.record(of: run)
        if record.lease != nil { try await renew(record, RunLease.left) }
    }

    private func renew(_ record: RunRecord, _ value: String) async throws(RunnerError) {
        do {
            try await calls.ecs.tagResource(record.task, [RunLease.tag: value])
        } catch {
            throw error.runnerError(.unavailable, "LeaseNotRenewed", "the task of run \(record.run) was not reached")
        }
    }

    // MARK: - Follow

    /// Delivers the run's log from the cursor on.
    ///
    /// - Throws: `UnknownRun` (64), what `deliver` throws, `CancellationError`, or why AWS could not be asked.
    public func follow(
        _ run: RunID,
        from cursor: LogCursor,
        deliver: (TaskLogChunk) async throws -> Void
    ) async throws -> RunStatus {
        let record = try await directory.record(of: run)
        return try await RunFollower(calls.logs, watch, time)
            .follow(record, at: place(of: record), from: cursor, deliver: deliver)
    }
}
