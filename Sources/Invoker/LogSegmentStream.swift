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
        let following = await withTaskGroup(of: Part.self) { group in
            group.addTask { .follower(await follow(place, turns)) }
            group.addTask { await beat(turns, clock) }
            if let seconds = limits.seconds { group.addTask { await waitOut(seconds, clock) } }
            // Whichever is first ends the others. The follower must have let go of the answer before a last line goes
            // out; what it has come to says whether there is one left to write.
            var following = Following.interrupted
            for await part in group {
                group.cancelAll()
                if case .follower(let ended) = part { following = ended }
            }
            return following
        }
        try Task.checkCancellation()
        switch following {
        case .ended: break
        case .failed(let error): try await turns.write(LogStreamMessage.failure(error).wireLines)
        case .unwritable(let error): throw error
        case .enough, .interrupted: try await turns.write(LogStreamMessage.pause(place.cursor).wireLines)
        }
    }

    /// What has ended of a stream that is being delivered.
    private enum Part: Sendable {
        case follower(Following)
        case timer
        case heartbeat
    }

    /// What the follower has come to.
    private enum Following: Sendable {
        /// The run's end was written.
        case ended
        /// Enough bytes went out.
        case enough
        /// The log goes on.
        case interrupted
        /// The run cannot be followed.
        case failed(RunnerError)
        /// The answer takes no more.
        case unwritable(any Error)
    }

    /// Follows the run to its end, or until enough bytes went out.
    private func follow(_ place: Place, _ turns: Turns) async -> Following {
        do {
            try await invoker.logs(of: run, from: start) { event in
                do {
                    try await turns.write(event.wireLines)
                } catch {
                    throw Unwritable(cause: error)
                }
                if case .records(_, let cursor) = event { place.cursor = cursor }
                if case .end = event { return }
                if let most = limits.bytes, await turns.written >= most { throw EnoughDelivered() }
            }
            return .ended
        } catch is EnoughDelivered {
            return .enough
        } catch is CancellationError {
            return .interrupted
        } catch let error as Unwritable {
            return .unwritable(error.cause)
        } catch let error as RunnerError {
            return .failed(error)
        } catch {
            return .failed(
                RunnerError(.unavailable, "LogUnreadable", "the log of run \(run) could not be read on")
                    .caused(by: "\(error)")
            )
        }
    }

    /// Ends when the call has taken so long.
    private func waitOut(_ seconds: Int, _ clock: any Clock<Duration>) async -> Part {
        try? await clock.sleep(for: .seconds(seconds))
        return .timer
    }

    /// Breaks the silence, until it is cancelled or the answer takes no more.
    private func beat(_ turns: Turns, _ clock: any Clock<Duration>) async -> Part {
        do {
            while true {
                try await clock.sleep(for: Self.heartbeat)
                try await turns.writeIfQuiet(LogStreamMessage.alive.wireLines)
            }
        } catch {
            return .heartbeat
        }
    }
}

/// The call has delivered what one call may.
private struct EnoughDelivered: Error {}

/// The answer takes no more: an error of the way back, not of the run.
private struct Unwritable: Error {
    let cause: any Error
}

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
