import Gatekeeper
import Invoker
import RunProtocol
import Synchronization

/// An engine that is made when a run is first asked for: deciding and describing touch nothing on this machine.
final class OnDemandEngine: TaskEngine {
    private let make: @Sendable () throws(RunnerError) -> any TaskEngine
    private let made = Mutex<(any TaskEngine)?>(nil)

    init(_ make: @escaping @Sendable () throws(RunnerError) -> any TaskEngine) {
        self.make = make
    }

    private func engine() throws(RunnerError) -> any TaskEngine {
        try made.withLock { made throws(RunnerError) in
            if let made { return made }
            let engine = try make()
            made = engine
            return engine
        }
    }

    func start(_ job: ApprovedJob, as run: NewRun) async throws(RunnerError) -> RunAnswer {
        try await engine().start(job, as: run)
    }

    func status(of run: RunID) async throws(RunnerError) -> RunStatus {
        try await engine().status(of: run)
    }

    func stop(_ run: RunID, _ request: StopRequest) async throws(RunnerError) {
        try await engine().stop(run, request)
    }

    func attend(_ run: RunID) async throws(RunnerError) -> Duration? {
        try await engine().attend(run)
    }

    func detach(from run: RunID) async throws(RunnerError) {
        try await engine().detach(from: run)
    }

    func follow(
        _ run: RunID,
        from cursor: LogCursor,
        deliver: (TaskLogChunk) async throws -> Void
    ) async throws -> RunStatus {
        try await engine().follow(run, from: cursor, deliver: deliver)
    }
}
