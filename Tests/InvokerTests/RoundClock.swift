import Synchronization

/// A clock whose time passes in rounds: the shortest sleep that is asked for is over at once, so many times; then every
/// longer one is over, too.
final class RoundClock: Clock {
    struct Instant: InstantProtocol {
        var offset: Duration

        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }

        func duration(to other: Instant) -> Duration { other.offset - offset }

        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private let rounds: Int
    private let shortest: Duration
    private let passed = Mutex(0)
    private let (over, end) = AsyncStream.makeStream(of: Never.self)

    init(rounds: Int, of shortest: Duration = .seconds(10)) {
        self.rounds = rounds
        self.shortest = shortest
    }

    var now: Instant { Instant(offset: .zero) }
    var minimumResolution: Duration { .seconds(1) }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        guard deadline.offset <= shortest else {
            // Nothing ever comes: the stream ends with the rounds, or with the task that sleeps.
            for await _ in over {}
            return try Task.checkCancellation()
        }
        let round = passed.withLock { passed in
            passed += 1
            return passed
        }
        guard round > rounds else { return }
        end.finish()
        try await Task.sleep(for: .seconds(60))
    }
}
