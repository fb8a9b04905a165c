import Gatekeeper
import Invoker
import RunProtocol
import Synchronization
import Testing

/// An engine that does what a test has written down for it, and fails the test when it is asked for anything else.
final class EngineDouble: TaskEngine {
    /// One step of a run that is followed.
    enum Step: Sendable {
        /// The run enters a phase.
        case phase(RunPhase)
        /// Lines of the log arrive.
        case lines([UInt8])
        /// The test hears that the reader is here.
        case tell(Latch)
        /// The reader waits for the test.
        case wait(Latch)
        /// The reader waits until the run has been asked to stop this often.
        case stops(Int)
        /// The reading breaks off.
        case fail(RunnerError)
        /// The run is over.
        case end(RunOutcome)
    }

    /// A stop that was asked for.
    struct Stop: Hashable, Sendable {
        let run: RunID
        let request: StopRequest
    }

    private struct State {
        var answers: [Result<Void, RunnerError>] = []
        var beforeStart: [Step] = []
        var readings: [[Step]] = []
        var statuses: [Result<RunStatus, RunnerError>] = []
        var stopAnswers: [Result<Void, RunnerError>] = []
        var startedAt = LogText.at
        var attendAnswers: [Result<Duration?, RunnerError>] = []
        var attended: [RunID] = []
        var started: [NewRun] = []
        var jobs: [ApprovedJob] = []
        var cursors: [LogCursor] = []
        var stops: [Stop] = []
        var watchers: [(count: Int, latch: Latch)] = []
    }

    private let state = Mutex(State())

    /// The runs that were started, and what was approved for them.
    var started: [NewRun] { state.withLock { $0.started } }
    var jobs: [ApprovedJob] { state.withLock { $0.jobs } }
    /// Where each reading began.
    var cursors: [LogCursor] { state.withLock { $0.cursors } }
    /// The signs of life, in order.
    var attended: [RunID] { state.withLock { $0.attended } }
    /// The stops, in order.
    var stops: [Stop] { state.withLock { $0.stops } }

    /// One start may come, behind these steps.
    func willStart(_ answer: Result<Void, RunnerError> = .success(()), after steps: [Step] = []) {
        state.withLock { state in
            state.answers.append(answer)
            state.beforeStart = steps
        }
    }

    /// The run was started at another time.
    func hasStarted(at time: Timestamp) {
        state.withLock { $0.startedAt = time }
    }

    /// The next reading takes these steps.
    func willRead(_ steps: [Step]) {
        state.withLock { $0.readings.append(steps) }
    }

    /// The next question for the status gets this answer.
    func willSay(_ status: RunStatus) {
        state.withLock { $0.statuses.append(.success(status)) }
    }

    /// The next question for the status fails.
    func willNotSay(_ error: RunnerError) {
        state.withLock { $0.statuses.append(.failure(error)) }
    }

    /// Stops may come, and are answered like this; of several answers the last one stays.
    func mayStop(_ answer: Result<Void, RunnerError> = .success(())) {
        state.withLock { $0.stopAnswers.append(answer) }
    }

    /// The next sign of life gets this answer; those that are not written down hear that none is needed.
    func willAttend(_ answer: Result<Duration?, RunnerError>) {
        state.withLock { $0.attendAnswers.append(answer) }
    }

    /// Returns when the run has been asked to stop this often.
    func stopped(_ count: Int) async {
        let latch = Latch()
        let isEnough = state.withLock { state in
            if state.stops.count < count { state.watchers.append((count, latch)) }
            return state.stops.count >= count
        }
        if !isEnough { await latch.opened() }
    }

    // MARK: - TaskEngine

    func start(_ job: ApprovedJob, as run: NewRun) async throws(RunnerError) -> RunAnswer {
        for step in state.withLock({ $0.beforeStart }) { await take(step) }
        let answer = state.withLock { state -> Result<Void, RunnerError>? in
            state.started.append(run)
            state.jobs.append(job)
            return state.answers.isEmpty ? nil : state.answers.removeFirst()
        }
        guard let answer else { throw Self.unscripted("a start") }
        try answer.get()
        return RunAnswer(run: run.id, task: "task-1", container: job.container.string, script: job.script.string)
    }

    func status(of run: RunID) async throws(RunnerError) -> RunStatus {
        let status = state.withLock { $0.statuses.isEmpty ? nil : $0.statuses.removeFirst() }
        guard let status else { throw Self.unscripted("a status") }
        return try status.get()
    }

    func stop(_ run: RunID, _ request: StopRequest) async throws(RunnerError) {
        let (answer, seen) = state.withLock { state in
            state.stops.append(Stop(run: run, request: request))
            let seen = state.watchers.filter { $0.count <= state.stops.count }.map(\.latch)
            state.watchers.removeAll { $0.count <= state.stops.count }
            let answer = state.stopAnswers.count > 1 ? state.stopAnswers.removeFirst() : state.stopAnswers.first
            return (answer, seen)
        }
        for latch in seen { latch.open() }
        guard let answer else { throw Self.unscripted("a stop") }
        try answer.get()
    }

    func attend(_ run: RunID) async throws(RunnerError) -> Duration? {
        try state.withLock { state -> Result<Duration?, RunnerError> in
            state.attended.append(run)
            return state.attendAnswers.isEmpty ? .success(nil) : state.attendAnswers.removeFirst()
        }
        .get()
    }

    func detach(from run: RunID) async throws(RunnerError) {
        throw Self.unscripted("a detachment")
    }

    func follow(
        _ run: RunID,
        from cursor: LogCursor,
        deliver: (TaskLogChunk) async throws -> Void
    ) async throws -> RunStatus {
        let steps = state.withLock { state -> [Step] in
            state.cursors.append(cursor)
            return state.readings.isEmpty ? [] : state.readings.removeFirst()
        }
        var status = RunStatus(run: run, container: "demo", script: "speak", startedAt: state.withLock(\.startedAt))
        for step in steps {
            switch step {
            case .phase(let phase):
                status.phase = phase
                try await deliver(.status(status))
            case .lines(let bytes): try await deliver(.lines(bytes, hint: nil))
            case .fail(let error): throw error
            case .end(let outcome):
                status.phase = .ended
                status.outcome = outcome
                return status
            case .tell, .wait, .stops: await take(step)
            }
            // As with a real engine, who is not wanted any more does not come to the end.
            try Task.checkCancellation()
        }
        throw Self.unscripted("the end of a reading")
    }

    private func take(_ step: Step) async {
        switch step {
        case .tell(let latch): latch.open()
        case .wait(let latch): await latch.opened()
        case .stops(let count): await stopped(count)
        case .phase, .lines, .fail, .end: Issue.record("\(step) belongs into a reading")
        }
    }

    private static func unscripted(_ what: String) -> RunnerError {
        Issue.record("the engine was asked for \(what) that the test has not written down")
        return RunnerError(.outcomeUnknown, "Unscripted", what)
    }
}
