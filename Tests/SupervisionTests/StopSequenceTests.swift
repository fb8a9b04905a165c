import RunProtocol
import Supervision
import Testing

@Suite struct StopSequenceTests {
    private enum Event: CaseIterable {
        case graceful
        case hurried
        case waited
    }

    private static let grace = Duration.seconds(60)
    private static let last = Duration.seconds(10)

    private func actions(_ events: [Event]) -> [StopSequence.Action] {
        var sequence = StopSequence(grace: Self.grace)
        return events.map { send($0, to: &sequence) }
    }

    private func send(_ event: Event, to sequence: inout StopSequence) -> StopSequence.Action {
        switch event {
        case .graceful: sequence.requested(StopRequest(.graceful, because: .signal(2)))
        case .hurried: sequence.requested(StopRequest(.hurried, because: .requested))
        case .waited: sequence.waited()
        }
    }

    /// Every stage, how a sequence gets there, and what each event does in it.
    private static let interrupt = StopSequence.Action.interrupt(thenWait: grace)
    private static let terminate = StopSequence.Action.terminate(thenWait: last)

    @Test(
        arguments: [
            ([], [interrupt, terminate, .nothing]),
            ([.graceful], [.nothing, terminate, terminate]),
            ([.hurried], [.nothing, .nothing, .kill]),
            ([.graceful, .hurried], [.nothing, .nothing, .kill]),
            ([.graceful, .waited], [.nothing, .nothing, .kill]),
            ([.hurried, .waited], [.nothing, .nothing, .nothing]),
            ([.graceful, .waited, .waited], [.nothing, .nothing, .nothing]),
            ([.graceful, .hurried, .waited], [.nothing, .nothing, .nothing]),
        ] as [([Event], [StopSequence.Action])]
    )
    private func `each event does what the contract says in each stage`(path: [Event], table: [StopSequence.Action]) {
        for (event, action) in zip(Event.allCases, table) {
            #expect(actions(path + [event]).last == action, "\(path), then \(event)")
        }
    }

    @Test func `whatever happens, the signals come in order, once each, and none without a request`() {
        var sequences: [[Event]] = [[]]
        for _ in 0..<8 { sequences = sequences.flatMap { start in Event.allCases.map { start + [$0] } } }
        for events in sequences {
            let actions = actions(events)
            let signals = actions.filter { $0 != .nothing }
            // SIGINT is skipped by a hurried request only; SIGKILL comes only where SIGTERM and a wait were before.
            let asked = events.firstIndex { $0 != .waited }
            let full: [StopSequence.Action] = [Self.interrupt, Self.terminate, .kill]
            let begin = asked.map { events[$0] == .graceful ? 0 : 1 } ?? 3
            #expect(Array(full[begin...].prefix(signals.count)) == signals, "\(events)")
            if let asked {
                #expect(actions[..<asked].allSatisfy { $0 == .nothing })
                #expect(actions[asked] != .nothing)
            } else {
                #expect(signals.isEmpty)
            }
            if let kill = actions.firstIndex(of: .kill) { #expect(events[kill] == .waited) }
        }
    }

    @Test func `a job that is never asked to stop is never stopped`() {
        var sequence = StopSequence(grace: Self.grace)
        for _ in 0..<5 { #expect(sequence.waited() == .nothing) }
        #expect(sequence.reason == nil)
    }

    @Test func `the first reason counts`() {
        var sequence = StopSequence(grace: Self.grace)
        _ = sequence.requested(StopRequest(.graceful, because: .signal(2)))
        _ = sequence.requested(StopRequest(.hurried, because: .timedOut))
        #expect(sequence.reason == .signal(2))
    }

    @Test func `the times are the contract's`() {
        #expect(StopSequence.defaultGrace == .seconds(60))
        #expect(StopSequence.lastGrace == .seconds(10))
    }
}
