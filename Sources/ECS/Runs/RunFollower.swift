import AWS
import Invoker
import RunProtocol

/// Follows one run: reads its log as `LogReading` says, looks at its task, and delivers both until the run has ended.
struct RunFollower: Sendable {
    private let logs: any LogCalls
    private let watch: TaskWatch
    private let time: EngineTime

    /// How long calls may fail, each after the client's own retries, before a follower gives up.
    static let longestTrouble = Duration.seconds(180)
    private static let pauseInTrouble = Duration.seconds(2)

    init(_ logs: any LogCalls, _ watch: TaskWatch, _ time: EngineTime) {
        self.logs = logs
        self.watch = watch
        self.time = time
    }

    /// Delivers where the run stands, its log behind the cursor, and each phase that it enters.
    ///
    /// - Returns: the last status, with the outcome; it was delivered only if it was the first one.
    /// - Throws: what `deliver` throws, `CancellationError`, or why AWS could not be asked.
    func follow(
        _ record: RunRecord,
        at place: RunPlace,
        from cursor: LogCursor,
        deliver: (TaskLogChunk) async throws -> Void
    ) async throws -> RunStatus {
        var following = Following(record, at: place, from: cursor)
        defer { following.ahead?.cancel() }
        try await look(&following)
        let first = RunSight(
            record: record,
            place: place,
            task: following.task,
            log: try await logEnd(&following),
            at: time.now()
        )
        try await deliver(.status(following.first(first, at: time.elapsed())))
        repeat {
            try Task.checkCancellation()
            try await deliverLines(&following, deliver)
            if let status = following.news(following.sight(time.now())) { try await deliver(.status(status)) }
        } while try await step(&following)
        try await deliverLines(&following, deliver)
        // Why the task was told to stop stands on the task, perhaps only since the last look.
        if case .stopped(.hostStopped, _) = following.reading.trailer?.value.end { try await look(&following) }
        return following.sight(time.now()).ended
    }

    private func deliverLines(
        _ following: inout Following,
        _ deliver: (TaskLogChunk) async throws -> Void
    ) async throws {
        let lines = following.reading.drain()
        if !lines.isEmpty { try await deliver(.lines(lines, hint: following.reading.hint)) }
    }

    /// Does one thing; `false` when there is nothing left to do.
    private func step(_ following: inout Following) async throws -> Bool {
        if following.untilLook(at: time.elapsed()) == .zero { try await look(&following) }
        switch following.reading.next(at: time.elapsed()) {
        case .ended:
            return false
        case .wait(let pause):
            try await time.sleep(min(pause, following.untilLook(at: time.elapsed())))
        case .fetch(let position):
            try await fetch(position, &following)
        }
        return true
    }

    private func fetch(_ position: LogPosition, _ following: inout Following) async throws {
        let asked = following.ahead
        following.ahead = nil
        do throws(AWSError) {
            let page: GetLogEventsOutput
            if let asked, asked.position == position {
                page = try await asked.page()
            } else {
                asked?.cancel()
                page = try await logs.getLogEvents(following.place.input(from: position))
            }
            following.trouble[.log] = nil
            following.reading.take(page, from: position, at: time.elapsed())
            if let next = following.reading.nextFetch {
                following.ahead = PageAhead(next, of: following.place, logs)
            }
        } catch {
            switch error.kind {
            case .notFound: following.reading.missedStream(at: time.elapsed())
            case .validation where position != .head: following.reading.refusedToken()
            default: try await bear(error, .log, &following)
            }
        }
    }

    private func look(_ following: inout Following) async throws {
        do throws(AWSError) {
            let task = try await watch.look(at: following.place.task)
            following.trouble[.task] = nil
            following.saw(task, at: time.elapsed(), now: time.now())
        } catch {
            try await bear(error, .task, &following)
        }
    }

    private func logEnd(_ following: inout Following) async throws -> LogEnd {
        do throws(AWSError) {
            return try await LogEnd.read(logs, following.place)
        } catch {
            try await bear(error, .log, &following)
            return .unseen
        }
    }

    /// Waits a little after a call that may succeed later, unless it has failed for too long.
    private func bear(_ error: AWSError, _ subject: Following.Subject, _ following: inout Following) async throws {
        if error.kind == .cancelled { throw CancellationError() }
        let since = following.trouble[subject] ?? time.elapsed()
        following.trouble[subject] = since
        guard error.isRetryable, time.elapsed() - since < Self.longestTrouble else {
            throw error.runnerError(
                .unavailable,
                subject == .log ? "LogUnreadable" : "TaskUnknown",
                "run \(following.record.run) cannot be followed"
            )
        }
        try await time.sleep(Self.pauseInTrouble)
    }
}
