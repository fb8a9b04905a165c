import Glibc
import Testing

@testable import Deployer

/// One process's signals, for many runs.
@Suite(.timeLimit(.minutes(30))) struct SignalRelayTests {
    @Test func `every listener hears every signal, those that came before it listened, too`() async {
        let relay = SignalRelay()
        let early = relay.signals()
        relay.send(SIGINT)
        let late = relay.signals()
        relay.send(SIGTERM)
        for stream in [early, late] {
            var signals = stream.makeAsyncIterator()
            #expect(await [signals.next(), signals.next()] == [SIGINT, SIGTERM])
        }
    }

    @Test func `who listens no more is forgotten`() async {
        let relay = SignalRelay()
        let listening = Task { [signals = relay.signals()] in
            for await _ in signals {}
        }
        #expect(relay.count == 1)
        listening.cancel()
        await listening.value
        #expect(relay.count == 0)
    }
}
