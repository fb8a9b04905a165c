import AWS
import RunProtocol
import Synchronization
import Testing

@testable import Jobs

@Suite(.timeLimit(.minutes(30))) struct LeaseWatchTests {
    /// What each reading finds, in order; further readings find the last.
    private func watch(
        _ readings: [Result<String?, AWSError>],
        _ notes: Notes = Notes()
    ) async -> ClientSilence.Standing {
        let left = Mutex(readings)
        let tags = TaskTags {
            let reading = left.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
            return try reading.get().map { [RunLease.tag: $0] } ?? [:]
        }
        return await LeaseWatch(tags, RunLease(seconds: 300), clock: HurriedClock()) { notes.add($0) }.end()
    }

    private final class Notes: Sendable {
        private let stored = Mutex<[String]>([])
        var all: [String] { stored.withLock { $0 } }
        func add(_ text: String) { stored.withLock { $0.append(text) } }
    }

    @Test func `silence ends the lease, also when nobody ever spoke`() async {
        #expect(await watch([.success("a"), .success("b")]) == .ranOut)
        #expect(await watch([.success(nil)]) == .ranOut)
        #expect(await watch([.success("a"), .success(RunLease.left)]) == .left)
    }

    @Test func `a task that may not read its tags goes on, and says so once`() async {
        let denied = AWSError(.accessDenied, service: "ecs", operation: "ListTagsForResource", message: "no")
        let notes = Notes()
        let readings =
            Array(repeating: Result<String?, AWSError>.failure(denied), count: 50) + [.success(RunLease.left)]
        #expect(await watch(readings, notes) == .left)
        #expect(notes.all.count == 1)
        #expect(notes.all.first?.contains("cannot be seen") == true, "\(notes.all)")
    }

    @Test func `a task whose readings are throttled goes on without a word`() async {
        let throttled = AWSError(.throttled, service: "ecs", operation: "ListTagsForResource", message: "slow down")
        let notes = Notes()
        let readings =
            Array(repeating: Result<String?, AWSError>.failure(throttled), count: 50) + [.success(RunLease.left)]
        #expect(await watch(readings, notes) == .left)
        #expect(notes.all.isEmpty)
    }

    @Test func `a watch that is cancelled ends`() async {
        let tags = TaskTags { [:] }
        let watching = Task { await LeaseWatch(tags, RunLease(seconds: 300), clock: ContinuousClock()) { _ in }.end() }
        watching.cancel()
        #expect(await watching.value == .held)
    }
}

/// A clock on which every sleep is over at once.
private struct HurriedClock: Clock {
    let now = ContinuousClock.now
    var minimumResolution: Duration { .nanoseconds(1) }

    func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
        try Task.checkCancellation()
    }
}
