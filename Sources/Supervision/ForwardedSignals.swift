import Glibc
import Synchronization

/// SIGINT and SIGTERM of this process, passed on to the tool that runs in its foreground.
///
/// A signal that arrives while no tool runs is remembered: `received` tells a script to end before it starts the next.
public final class ForwardedSignals: Sendable {
    private struct State {
        var target: LiveProcess?
        var received: Int32?
    }

    private let state = Mutex(State())

    /// Takes over SIGINT and SIGTERM for the rest of this process's life.
    public init() {
        SignalWatch.forever([SIGINT, SIGTERM]) { [weak self] number in self?.arrived(number) }
    }

    /// The first signal that arrived, if any did.
    public var received: Int32? { state.withLock { $0.received } }

    func target(_ process: LiveProcess?) {
        state.withLock { state in
            state.target = process
            if let number = state.received, let process { process.signal(number) }
        }
    }

    private func arrived(_ number: Int32) {
        state.withLock { state in
            state.received = state.received ?? number
            state.target?.signal(number)
        }
    }
}
