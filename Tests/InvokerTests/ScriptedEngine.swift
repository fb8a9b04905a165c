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
        var goesOnForever = false
    }

    struct NotScripted: Error {}

    private let log: Log?
    private let starts = Mutex<[Started]>([])

    init(log: Log? = nil) {
        self.log = log
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

    func stop(_ run: RunID, _ request: StopRequest) async throws(RunnerError) { throw notScripted }

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
        while log.goesOnForever { try await Task.sleep(for: .seconds(60)) }
        var status = RunStatus(run: run, container: "c", script: "s", startedAt: Timestamp(milliseconds: 0))
        status.phase = .ended
        status.outcome = log.outcome
        return status
    }

    private var notScripted: RunnerError { RunnerError(.unavailable, "NotScripted", "the test did not script this") }
}
