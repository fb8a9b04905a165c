import Glibc
import RunProtocol
import Supervision
import Testing

/// Each test runs in a process of its own, whose signals it takes over.
@Suite(.timeLimit(.minutes(30))) struct SignalWatchTests {
    @Test(arguments: 0..<5)
    func `a signal that comes as soon as the watch has begun is not lost`(round: Int) async {
        await #expect(processExitsWith: .success) {
            let (signals, continuation) = AsyncStream.makeStream(of: Int32.self)
            SignalWatch.forever([SIGINT, SIGTERM, SIGHUP]) { continuation.yield($0) }
            for number in [SIGTERM, SIGHUP, SIGINT] { kill(getpid(), number) }
            var seen: Set<Int32> = []
            for await number in signals where seen.insert(number).inserted && seen.count == 3 { break }
            #expect(seen == [SIGINT, SIGTERM, SIGHUP])
        }
    }

    @Test func `every signal is delivered, not only the first`() async {
        await #expect(processExitsWith: .success) {
            let (signals, continuation) = AsyncStream.makeStream(of: Int32.self)
            SignalWatch.forever([SIGINT]) { continuation.yield($0) }
            var iterator = signals.makeAsyncIterator()
            for _ in 0..<20 {
                kill(getpid(), SIGINT)
                #expect(await iterator.next() == SIGINT)
            }
        }
    }

    @Test func `a signal that is not watched keeps its default action`() async {
        await #expect(processExitsWith: .signal(SIGTERM)) {
            SignalWatch.forever([SIGINT]) { _ in }
            kill(getpid(), SIGTERM)
            try await Task.sleep(for: .seconds(30))
        }
    }
}
