import RunProtocol
import Synchronization
import Testing

@testable import Jobs

@Suite(.timeLimit(.minutes(30))) struct StopLettersTests {
    /// What each look finds, in order; further looks find the last.
    private func answers(to looks: [StopRequest?], patience: Duration = .seconds(600)) async -> [StopRequest] {
        let left = Mutex(looks)
        var letters = StopLetters(
            look: { left.withLock { $0.count > 1 ? $0.removeFirst() : $0.first ?? nil } },
            clock: ContinuousClock()
        )
        letters.patience = patience
        letters.pause = .milliseconds(5)
        let (stream, continuation) = AsyncStream.makeStream(of: StopRequest.self)
        let answering = Task { [letters] in
            await letters.answer { continuation.yield($0) }
            continuation.finish()
        }
        var taken: [StopRequest] = []
        for await request in stream {
            taken.append(request)
            // A graceful stop is looked after until the script ends; with the last look there is no more to come.
            if left.withLock({ $0.count }) <= 1, looks.last??.urgency != .hurried { answering.cancel() }
        }
        return taken
    }

    private static let graceful = StopRequest(.graceful, because: .signal(2))
    private static let hurried = StopRequest(.hurried, because: .signal(2))

    @Test func `a letter says why and how urgently`() async {
        #expect(await answers(to: [Self.graceful]) == [Self.graceful])
        #expect(await answers(to: [Self.hurried]) == [Self.hurried])
    }

    @Test func `a letter that comes a little later is waited for`() async {
        #expect(await answers(to: [nil, nil, Self.graceful]) == [Self.graceful])
    }

    @Test func `a stop goes ahead without a letter`() async {
        let answers = await answers(to: [nil], patience: .milliseconds(50))
        #expect(answers == [StopRequest(.graceful, because: .hostStopped)])
    }

    @Test func `a letter that is changed hurries the stop`() async {
        let looks = [Self.graceful, Self.graceful, Self.graceful, Self.hurried]
        #expect(await answers(to: looks) == [Self.graceful, Self.hurried])
    }
}
