import Dispatch
import Glibc
import Synchronization

/// Lambda's announcement that it ends the environment: SIGTERM, as something that can be waited for.
final class Termination: Sendable {
    private struct State {
        var isAnnounced = false
        var waiters: [AsyncStream<Never>.Continuation] = []
    }

    private let state = Mutex(State())

    /// Whether it was announced.
    var isAnnounced: Bool { state.withLock { $0.isAnnounced } }

    /// Announces the end.
    func announce() {
        let waiters = state.withLock { state in
            state.isAnnounced = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.finish() }
    }

    /// Waits for the announcement, or for the end of the task that waits.
    func wait() async {
        let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
        let isAnnounced = state.withLock { state in
            if !state.isAnnounced { state.waiters.append(continuation) }
            return state.isAnnounced
        }
        guard !isAnnounced else { return }
        for await _ in stream {}
    }

    /// The termination of this process; from here on SIGTERM does not end it.
    static func ofThisProcess() -> Termination {
        let termination = Termination()
        let source = DispatchSource.makeSignalSource(signal: SIGTERM, queue: .global())
        // The handler holds its own source: nobody ever cancels it.
        source.setEventHandler { withExtendedLifetime(source) { termination.announce() } }
        source.activate()
        return termination
    }
}
