import Gatekeeper
import Invoker
import RunProtocol
import Synchronization

/// An engine that runs nothing and remembers what it was given; what a test did not script, it refuses.
final class ScriptedEngine: TaskEngine {
    struct Started: Sendable {
        let job: ApprovedJob
        let run: NewRun
    }

    struct Log: Sendable {
        var chunks: [String]
        var outcome: RunOutcome
        var then = Then.ends
    }

    /// What comes behind the chunks.
    enum Then: Sendable {
        /// The run's end.
        case ends
        /// Nothing, until the reader leaves.
        case goesOn
        /// Nothing, until the reader leaves, and then one more chunk.
        case hasLastWords(String)
        /// An error that no engine should throw.
        case breaks
    }

    /// What becomes of a stop.
    enum Stops: Sendable {
        case refused
        case taken
    }

    struct NotScripted: Error {}

    private let log: Log?
    private let stops: Stops
    private let starts = Mutex<[Started]>([])

    init(log: Log? = nil, stops: Stops = .refused) {
        self.log = log
        self.stops = stops
    }

    var started: [Started] { starts.withLock { $0 } }

    func start(_ job: ApprovedJob, as run: NewRun) async throws(RunnerError) -> RunAnswer {
        starts.withLock { $0.append(Started(job: job, run: run)) }
        return RunAnswer(run: run.id, task: "task", container: job.container.string, script: job.script.string)
    }

    func status(of run: RunID) async throws(RunnerError) -> RunStatus {
        guard log != nil else { throw notScripted }
        return RunStatus(run: run, container: "c", script: "s", startedAt: Timestamp(milliseconds: 0))
    }

    func stop(_ run: RunID, _ request: StopRequest) async throws(RunnerError) {
        guard stops == .taken else { throw notScripted }
    }

    func attend(_ run: RunID) async throws(RunnerError) -> Duration? {
        guard log != nil else { throw notScripted }
        return .seconds(60)
    }

    func detach(from run: RunID) async throws(RunnerError) { throw notScripted }

    func follow(
        _ run: RunID,
        from cursor: LogCursor,
        deliver: (TaskLogChunk) async throws -> Void
    ) async throws -> RunStatus {
        guard let log else { throw NotScripted() }
        for (index, chunk) in log.chunks.enumerated() {
            try await deliver(.lines(Array(chunk.utf8), hint: "\(index)"))
        }
        switch log.then {
        case .ends: break
        case .goesOn: try await Self.waitForEver()
        case .hasLastWords(let words):
            try? await Self.waitForEver()
            try await deliver(.lines(Array(words.utf8), hint: nil))
            throw CancellationError()
        case .breaks: throw NotScripted()
        }
        var status = RunStatus(run: run, container: "c", script: "s", startedAt: Timestamp(milliseconds: 0))
        status.phase = .ended
        status.outcome = log.outcome
        return status
    }

    private static func waitForEver() async throws {
        while true { try await Task.sleep(for: .seconds(60)) }
    }

    private var notScripted: RunnerError { RunnerError(.unavailable, "NotScripted", "the test did not script this") }
}
