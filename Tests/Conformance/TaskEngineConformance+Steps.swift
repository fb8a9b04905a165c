import Gatekeeper
import Invoker
import RunProtocol
import Testing

extension TaskEngineConformance {
    func withEngine<Result>(
        _ kind: EngineKind,
        _ body: (any ConformanceEngine) async throws -> Result
    ) async throws -> Result {
        try await kind.with(body)
    }

    func start(
        _ script: String,
        _ arguments: String...,
        token: String? = nil,
        attendance: RunAttendance = .attended,
        on tested: any ConformanceEngine
    ) async throws -> RunID {
        try await start(script, arguments, token: token, attendance, with: tested.engine)
    }

    func start(
        _ script: String,
        _ arguments: [String] = [],
        token: String? = nil,
        _ attendance: RunAttendance = .attended,
        with engine: any TaskEngine
    ) async throws -> RunID {
        let job = try ConformanceConfiguration.approve(script, arguments)
        var generator = SystemRandomNumberGenerator()
        let at = Timestamp(milliseconds: 1_795_473_663_123)
        var run = NewRun(RunID(startingAt: at, using: &generator), at: at, attendance)
        run.clientToken = token
        return try await engine.start(job, as: run).run
    }

    /// Follows a run to its end; `each` is called after every delivery.
    func follow(
        _ started: RunID,
        from cursor: LogCursor = .start,
        on tested: any ConformanceEngine,
        each: (FollowedRun) async throws -> Void = { _ in }
    ) async throws -> FollowedRun {
        var run = FollowedRun(from: cursor)
        run.status = try await tested.engine.follow(started, from: cursor) { chunk in
            run.take(chunk)
            try await each(run)
        }
        return run
    }

    func runToEnd(_ script: String, _ argument: String? = nil, on kind: EngineKind) async throws -> FollowedRun {
        try await withEngine(kind) { tested in
            let job = try ConformanceConfiguration.approve(script, argument.map { [$0] } ?? [])
            var generator = SystemRandomNumberGenerator()
            let at = Timestamp(milliseconds: 1_795_473_663_123)
            let run = NewRun(RunID(startingAt: at, using: &generator), at: at, .attended)
            return try await follow(try await tested.engine.start(job, as: run).run, on: tested)
        }
    }

    /// Starts a script, stops it once it has said that it is ready, and follows it to its end.
    func stopped(_ script: String, _ request: StopRequest, on kind: EngineKind) async throws -> FollowedRun {
        try await withEngine(kind) { tested in
            let started = try await start(script, on: tested)
            var asked = false
            return try await follow(started, on: tested) { run in
                guard !asked, run.text.contains("ready\n") else { return }
                asked = true
                try await tested.engine.stop(started, request)
            }
        }
    }

    /// Waits for a run as a client does, for so long.
    func attend(_ run: RunID, with engine: any TaskEngine, for time: Duration) async throws {
        let end = ContinuousClock.now + time
        while ContinuousClock.now < end {
            let pause = try await engine.attend(run) ?? time
            try await Task.sleep(for: min(pause, end - .now))
        }
    }

    func expectUnknown(_ body: () async throws -> Void) async {
        do {
            try await body()
            Issue.record("an unknown run was no error")
        } catch let error as RunnerError {
            #expect(error.errorType == "UnknownRun")
            #expect(error.code == .usage)
        } catch {
            Issue.record("\(error)")
        }
    }
}
