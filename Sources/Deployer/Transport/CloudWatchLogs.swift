import AWS
import ECS
import Invoker
import RunProtocol
import Synchronization

/// Reads logs of tasks on ECS past the invoker, with the caller's own permissions (`--logs-via cloudwatch`).
final class CloudWatchLogs: Sendable {
    private let reader: RunReader
    /// One reader a run: it goes on proving the log where the reading broke off.
    private let logs = Mutex<[RunID: LogReader]>([:])

    init(_ session: AWSSession, now: @escaping @Sendable () -> Timestamp) {
        reader = RunReader(session, now: now)
    }

    /// Delivers a run's log behind a cursor, verified, and its end.
    ///
    /// - Parameters:
    ///   - run: what the invoker says of the run.
    ///   - cursor: what the reader has already.
    ///   - deliver: takes the events.
    /// - Throws: `LogPlaceUnknown` (70), what `deliver` throws, or why AWS could not be asked.
    func logs(of run: RunStatus, from cursor: LogCursor, deliver: (LogEvent) async throws -> Void) async throws {
        guard let place = run.log.flatMap({ RunPlace(log: $0) }) else {
            throw RunnerError(
                .outcomeUnknown,
                "LogPlaceUnknown",
                "the invoker does not say where the log of run \(run.run) lies",
                hint: "read it through the invoker, without --logs-via cloudwatch"
            )
        }
        var log = logs.withLock { $0[run.run] } ?? LogReader(from: cursor)
        // A reader that stands elsewhere belongs to another reading of the same run.
        if log.lastRecord != cursor.record { log = LogReader(from: cursor) }
        defer { logs.withLock { $0[run.run] = log } }
        let last = try await reader.follow(run, at: place, from: cursor) { chunk in
            for event in log.events(in: chunk) { try await deliver(event) }
        }
        try await deliver(.end(log.end(of: last)))
    }
}
