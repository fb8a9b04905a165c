import RunProtocol
import Synchronization

@testable import ECS

/// Time that passes when somebody waits for it, and never by itself.
final class MadeUpTime: Sendable {
    private let passed = Mutex<Duration>(.zero)
    private let start: Timestamp

    init(startingAt start: Timestamp = Sample.at) {
        self.start = start
    }

    var elapsed: Duration { passed.withLock { $0 } }

    func pass(_ time: Duration) { passed.withLock { $0 += time } }

    /// The time as the engine takes it.
    var engineTime: EngineTime {
        EngineTime(
            now: { Timestamp(milliseconds: self.start.milliseconds + Int64(self.elapsed / .milliseconds(1))) },
            elapsed: { self.elapsed },
            sleep: { pause in
                try Task.checkCancellation()
                self.pass(pause)
                await Task.yield()
            }
        )
    }
}
