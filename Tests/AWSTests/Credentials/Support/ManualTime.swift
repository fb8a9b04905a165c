import RunProtocol
import Synchronization

/// A time that stands still until a test moves it.
final class ManualTime: Sendable {
    private let milliseconds: Mutex<Int64>

    /// 2026-01-02T03:04:05Z.
    init(_ start: Timestamp = Timestamp(milliseconds: 1_767_323_045_000)) {
        milliseconds = Mutex(start.milliseconds)
    }

    var now: Timestamp { Timestamp(milliseconds: milliseconds.withLock { $0 }) }

    func advance(by duration: Duration) {
        milliseconds.withLock { $0 += Int64(duration / .milliseconds(1)) }
    }

    /// The moment that is this far from now.
    func later(_ duration: Duration) -> Timestamp {
        Timestamp(milliseconds: now.milliseconds + Int64(duration / .milliseconds(1)))
    }
}
