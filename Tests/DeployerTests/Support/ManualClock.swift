import Synchronization

/// A clock that stands still until a test moves it.
final class ManualClock: Clock {
    struct Instant: InstantProtocol {
        var offset: Duration

        func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }

        func duration(to other: Instant) -> Duration { other.offset - offset }

        static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
    }

    private struct Sleeper {
        let id: Int
        let deadline: Instant
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now = Instant(offset: .zero)
        var lastID = 0
        var sleepers: [Sleeper] = []
        var cancelled: Set<Int> = []
        var watchers: [(deadlines: ClosedRange<Duration>, latch: Latch)] = []
    }

    private let state = Mutex(State())

    var now: Instant { state.withLock { $0.now } }
    var minimumResolution: Duration { .nanoseconds(1) }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                add(Sleeper(id: id, deadline: deadline, continuation: continuation))
            }
        } onCancel: {
            cancel(id)
        }
    }

    private func add(_ sleeper: Sleeper) {
        let (outcome, latches) = state.withLock { state -> (Result<Void, any Error>?, [Latch]) in
            if state.cancelled.contains(sleeper.id) { return (.failure(CancellationError()), []) }
            if sleeper.deadline <= state.now { return (.success(()), []) }
            state.sleepers.append(sleeper)
            let seen = state.watchers.filter { $0.deadlines.contains(sleeper.deadline.offset) }.map(\.latch)
            state.watchers.removeAll { $0.deadlines.contains(sleeper.deadline.offset) }
            return (nil, seen)
        }
        for latch in latches { latch.open() }
        if let outcome { sleeper.continuation.resume(with: outcome) }
    }

    private func cancel(_ id: Int) {
        let sleeper = state.withLock { state in
            state.cancelled.insert(id)
            let sleeper = state.sleepers.first { $0.id == id }
            state.sleepers.removeAll { $0.id == id }
            return sleeper
        }
        sleeper?.continuation.resume(throwing: CancellationError())
    }

    /// Until when somebody sleeps, in order.
    var deadlines: [Duration] { state.withLock { $0.sleepers.map(\.deadline.offset).sorted() } }

    /// Returns when somebody sleeps until exactly this time, counted from the clock's beginning.
    func sleeper(until offset: Duration) async {
        await sleeper(until: offset...offset)
    }

    /// Returns when somebody sleeps until a time in this range.
    func sleeper(until range: ClosedRange<Duration>) async {
        let latch = Latch()
        let isThere = state.withLock { state in
            let isThere = state.sleepers.contains { range.contains($0.deadline.offset) }
            if !isThere { state.watchers.append((range, latch)) }
            return isThere
        }
        if !isThere { await latch.opened() }
    }

    /// Moves the clock, and wakes whoever has slept long enough.
    func advance(to offset: Duration) {
        let due = state.withLock { state in
            state.now = Instant(offset: offset)
            let due = state.sleepers.filter { $0.deadline <= state.now }
            state.sleepers.removeAll { $0.deadline <= state.now }
            return due
        }
        for sleeper in due.sorted(by: { $0.deadline < $1.deadline }) { sleeper.continuation.resume() }
    }
}
