import AWS
import Invoker
import RunProtocol
import Synchronization

/// Finds the task of a run: in this process's memory, in the run's record, or among the tasks that ECS still knows.
final class RunDirectory: Sendable {
    private let calls: EngineCalls
    private let settings: ECSConfiguration
    private let watch: TaskWatch
    private let time: EngineTime
    private let known = Mutex<[RunID: RunRecord]>([:])

    /// How long after its start a run may be neither in the log group nor in ECS's lists: both lag behind.
    static let settling = Duration.seconds(30)
    /// How long ago a run that is looked for again may have started, by a clock that may be ahead of this one.
    private static let recent = Duration.seconds(-300)..<settling
    /// The starts that an id can tell, from 2015 to 2100; an id that is made from a token seldom hits them.
    private static let plausible =
        Timestamp(milliseconds: 1_420_000_000_000)..<Timestamp(milliseconds: 4_100_000_000_000)
    /// How long after its start a run's token is known to ECS for certain, by clocks that may differ by minutes.
    private static let remembered = Duration.seconds(-300)..<Duration.seconds(1800)
    private static let mostKnown = 1000

    init(_ calls: EngineCalls, _ settings: ECSConfiguration, _ watch: TaskWatch, _ time: EngineTime) {
        self.calls = calls
        self.settings = settings
        self.watch = watch
        self.time = time
    }

    // MARK: - Writing

    /// Remembers a run, and writes its record into the log group.
    ///
    /// - Throws: why the record could not be written; the run goes on, but is forgotten an hour after its end.
    func add(_ record: RunRecord) async throws(AWSError) {
        remember(record)
        let stream = RunRecord.stream(of: record.run)
        do {
            try await calls.logs.createLogStream(group: settings.logGroup, stream: stream)
        } catch {
            // A repeated request: the first event of the stream counts.
            guard error.kind == .conflict else { throw error }
        }
        let text = String(decoding: JSON.encode(record), as: UTF8.self)
        try await calls.logs.putLogEvents(
            group: settings.logGroup,
            stream: stream,
            [PutLogEvent(at: time.now(), message: text)]
        )
    }

    private func remember(_ record: RunRecord) {
        known.withLock { known in
            if known.count >= Self.mostKnown { known = [:] }
            known[record.run] = known[record.run] ?? record
        }
    }

    // MARK: - Finding

    /// The run that an earlier request with the same token started, where ECS may have forgotten the token.
    ///
    /// ECS forgets it an hour after its task has ended, or a day after it came, and then starts another task for it.
    ///
    /// - Throws: why AWS could not be asked: then nothing may be started.
    func earlier(_ run: RunID) async throws(RunnerError) -> RunRecord? {
        if let start = run.toldStart, Self.remembered.contains(time.now().since(start)) { return nil }
        do {
            return try await written(run)
        } catch {
            throw error.runnerError(.unavailable, "RunNotFound", "whether run \(run) was started before is unknown")
        }
    }

    /// The record of a run.
    ///
    /// - Throws: `UnknownRun` (64), or why AWS could not be asked.
    func record(of run: RunID) async throws(RunnerError) -> RunRecord {
        if let record = known.withLock({ $0[run] }) { return record }
        let limit = time.elapsed() + Self.settling
        while true {
            let trace = try await find(run)
            if case .record(let record) = trace {
                remember(record)
                return record
            }
            guard trace == .task || mayBeRecent(run), time.elapsed() < limit,
                (try? await time.sleep(.seconds(1))) != nil
            else { throw unknown(run) }
        }
    }

    /// What there is of a run.
    private enum Trace: Hashable {
        case record(RunRecord)
        /// ECS lists its task, but does not describe it yet.
        case task
        case none
    }

    /// Whether a run may have started so recently that it cannot be seen yet.
    ///
    /// An id tells when its run started; one that was made from a token tells nonsense instead, and may be anything.
    private func mayBeRecent(_ run: RunID) -> Bool {
        guard let start = run.toldStart, Self.plausible.contains(start) else { return true }
        return Self.recent.contains(time.now().since(start))
    }

    private func find(_ run: RunID) async throws(RunnerError) -> Trace {
        var trouble: AWSError?
        do {
            if let record = try await written(run) { return .record(record) }
        } catch {
            trouble = error
        }
        do {
            let trace = try await listed(run)
            if trace != .none { return trace }
        } catch {
            trouble = trouble ?? error
        }
        if let trouble { throw trouble.runnerError(.unavailable, "RunNotFound", "run \(run) could not be looked up") }
        return .none
    }

    /// What the run's record says.
    private func written(_ run: RunID) async throws(AWSError) -> RunRecord? {
        var input = GetLogEventsInput(logGroupName: settings.logGroup, logStreamName: RunRecord.stream(of: run))
        do {
            // A page may be empty and have another behind it.
            for _ in 1...3 {
                let page = try await calls.logs.getLogEvents(input)
                for event in page.events {
                    let record = try? JSON.decode(RunRecord.self, from: event.message)
                    if let record, record.run == run { return record }
                }
                guard page.nextForwardToken != input.nextToken else { return nil }
                input.nextToken = page.nextForwardToken
            }
        } catch {
            guard error.kind == .notFound else { throw error }
        }
        return nil
    }

    /// What the tags of the run's task say.
    private func listed(_ run: RunID) async throws(AWSError) -> Trace {
        var trace = Trace.none
        for status in ["RUNNING", "STOPPED"] {
            var input = ListTasksInput(cluster: settings.cluster, desiredStatus: status)
            input.startedBy = run.description
            for arn in try await calls.ecs.listTasks(input) {
                trace = .task
                let task = try await watch.look(at: arn)
                if let record = task.flatMap(RunRecord.init), record.run == run { return .record(record) }
            }
        }
        return trace
    }

    private func unknown(_ run: RunID) -> RunnerError {
        RunnerError(
            .usage,
            "UnknownRun",
            "there is no run \(run) in cluster \(settings.cluster) or log group \(settings.logGroup)",
            hint: "check the region and the account; a run's record is kept as long as its log group keeps events"
        )
    }
}
