import RunProtocol
import Synchronization

/// One call's part of a log: follows the run until it ends or the call's limits are reached, and always says which.
///
/// A stream that ends without `end`, `pause` or `error` was cut on its way, and its reader knows it.
struct LogSegmentStream: Sendable {
    private let invoker: Invoker
    private let run: RunID
    private let start: LogCursor
    private let limits: LogLimits

    /// Silence is broken this often, so that a reader can tell it from a connection that is gone.
    static let heartbeat = Duration.seconds(10)

    init(_ invoker: Invoker, _ run: RunID, from start: LogCursor, _ limits: LogLimits) {
        self.invoker = invoker
        self.run = run
        self.start = start
        self.limits = limits
    }

    /// Delivers the lines of the stream, the last one included.
    ///
    /// - Throws: what `answer` throws, or `CancellationError`. An error of the run's own is the stream's last line.
    func deliver(to answer: some FunctionAnswer, _ clock: any Clock<Duration>) async throws {
        let place = Place(start)
        let turns = Turns(answer)
        try await withThrowingTaskGroup(of: LogStreamMessage?.self) { group in
            group.addTask { try await follow(place, turns) }
            group.addTask { try await beat(turns, clock) }
            if let seconds = limits.seconds {
                group.addTask {
                    try await clock.sleep(for: .seconds(seconds))
                    return .pause(.start)
                }
            }
            let first = try await group.next() ?? nil
            group.cancelAll()
            // The follower must have let go of the answer before the last line goes out.
            while let _ = try? await group.next() {}
            switch first {
            case .none: break
            case .pause: try await turns.write(LogStreamMessage.pause(place.cursor).wireLines)
            case .some(let last): try await turns.write(last.wireLines)
            }
        }
    }

    /// Follows the run to its end, or until enough bytes went out.
    ///
    /// - Returns: the last line that is left to write; `nil` when the end was written.
    private func follow(_ place: Place, _ turns: Turns) async throws -> LogStreamMessage? {
        do {
            try await invoker.logs(of: run, from: start) { event in
                try await turns.write(event.wireLines)
                if case .records(_, let cursor) = event { place.cursor = cursor }
                if case .end = event { return }
                if let most = limits.bytes, await turns.written >= most { throw EnoughDelivered() }
            }
            return nil
        } catch is EnoughDelivered {
            return .pause(.start)
        } catch let error as RunnerError {
            return .failure(error)
        }
    }

    private func beat(_ turns: Turns, _ clock: any Clock<Duration>) async throws -> LogStreamMessage? {
        while true {
            try await clock.sleep(for: Self.heartbeat)
            try await turns.writeIfQuiet(LogStreamMessage.alive.wireLines)
        }
    }
}

/// The call has delivered what one call may.
private struct EnoughDelivered: Error {}

/// Where the stream stands.
private final class Place: Sendable {
    private let stored: Mutex<LogCursor>

    init(_ cursor: LogCursor) {
        stored = Mutex(cursor)
    }

    var cursor: LogCursor {
        get { stored.withLock { $0 } }
        set { stored.withLock { $0 = newValue } }
    }
}

/// Writes whole lines, one after the other, whoever asks; a line that was begun is finished whatever is cancelled.
private actor Turns {
    private let answer: any FunctionAnswer
    private var last: Task<Void, any Error>?
    private var wasQuiet = true
    private(set) var written = 0

    init(_ answer: any FunctionAnswer) {
        self.answer = answer
    }

    func write(_ bytes: [UInt8]) async throws {
        guard !bytes.isEmpty else { return }
        wasQuiet = false
        written += bytes.count
        let before = last
        let turn = Task { [answer] in
            _ = await before?.result
            try await answer.write(bytes)
        }
        last = turn
        try await turn.value
    }

    /// Writes when nothing was written since the last time that this was asked.
    func writeIfQuiet(_ bytes: [UInt8]) async throws {
        if wasQuiet { try await write(bytes) }
        wasQuiet = true
    }
}
