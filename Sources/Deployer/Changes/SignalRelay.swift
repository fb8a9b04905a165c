import Synchronization

/// Hands the signals that this process receives to each of many runs.
final class SignalRelay: Sendable {
    private let state = Mutex(State())

    private struct State {
        var sent: [Int32] = []
        var listeners: [Int: AsyncStream<Int32>.Continuation] = [:]
        var last = 0
    }

    /// How many listen.
    var count: Int { state.withLock { $0.listeners.count } }

    /// The signals: those that have come as well, since a run that is about to begin must not miss the one that ends all.
    func signals() -> AsyncStream<Int32> {
        let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
        let id = state.withLock { state in
            for number in state.sent { continuation.yield(number) }
            state.last += 1
            state.listeners[state.last] = continuation
            return state.last
        }
        continuation.onTermination = { [weak self] _ in
            _ = self?.state.withLock { $0.listeners.removeValue(forKey: id) }
        }
        return stream
    }

    /// Hands one on.
    func send(_ number: Int32) {
        let listeners = state.withLock { state in
            state.sent.append(number)
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.yield(number) }
    }
}
