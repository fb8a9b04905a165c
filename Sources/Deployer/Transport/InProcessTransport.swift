import Invoker
import RunProtocol

/// An invoker in this very process.
struct InProcessTransport: Transport {
    private let invoker: Invoker

    init(_ invoker: Invoker) {
        self.invoker = invoker
    }

    func run(_ request: RunRequest, _ attendance: RunAttendance) async throws(RunnerError) -> RunAnswer {
        try await invoker.run(request, attendance)
    }

    func explain(_ request: RunRequest) -> ExplainAnswer {
        invoker.explain(request)
    }

    func describe() -> DescribeAnswer {
        invoker.describe()
    }

    func status(of run: RunID) async throws(RunnerError) -> RunStatus {
        try await invoker.status(of: run)
    }

    func stop(_ run: RunID, _ request: StopRequest) async throws(RunnerError) {
        try await invoker.stop(run, request)
    }

    func attend(_ run: RunID) async throws(RunnerError) -> Duration? {
        try await invoker.attend(run)
    }

    func logs(of run: RunID, from cursor: LogCursor, deliver: (LogEvent) async throws -> Void) async throws {
        try await invoker.logs(of: run, from: cursor, deliver: deliver)
    }
}
