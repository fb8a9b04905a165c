import Synchronization

/// Hands the signals that this process receives to each of many runs.
final class SignalRelay: Sendable {
    private let listeners = Mutex<[AsyncStream<Int32>.Continuation]>([])

    /// The signals that come from now on.
    func signals() -> AsyncStream<Int32> {
        let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
        listeners.withLock { $0.append(continuation) }
        return stream
    }

    /// Hands one on.
    func send(_ number: Int32) {
        for listener in listeners.withLock({ $0 }) { listener.yield(number) }
    }
}
