import Testing

@testable import LambdaRuntime

/// The pipe's rules, with names in place of those who wait.
@Suite struct BodyPipeStateTests {
    private typealias State = BodyPipeState<Int, String, String>

    private func text(_ moves: [State.Move]) -> [String] {
        moves.map { move in
            switch move {
            case .write(let writer, let failure): "\(writer) \(failure.map { "\($0)" } ?? "goes on")"
            case .give(let reader, let chunk): "\(reader) gets \(chunk)"
            case .end(let reader, let failure): "\(reader) ends \(failure.map { "\($0)" } ?? "well")"
            }
        }
    }

    private func text(_ move: State.Move?) -> [String] { text([move].compactMap(\.self)) }

    @Test func `a writer goes on when its reader comes back`() {
        var state = State()
        #expect(text(state.write(1, "w")) == [])
        #expect(text(state.read("r")) == ["r gets 1"])
        #expect(text(state.read("r")) == ["w goes on"])
        #expect(text(state.write(2, "w")) == ["r gets 2"])
        #expect(text(state.read("r")) == ["w goes on"])
        #expect(text(state.end(nil)) == ["r ends well"])
        #expect(text(state.read("r")) == ["r ends well"])
    }

    @Test func `a failure reaches the reader, also one that comes later`() {
        var waiting = State()
        _ = waiting.read("r")
        #expect(text(waiting.end(.brokenOff)) == ["r ends brokenOff"])
        var idle = State()
        #expect(text(idle.end(.brokenOff)) == [])
        #expect(text(idle.read("r")) == ["r ends brokenOff"])
        #expect(text(idle.end(nil)) == [])
        #expect(text(idle.read("r")) == ["r ends brokenOff"])
    }

    @Test func `a reader that is gone lets its writer go, now and later`() {
        var waiting = State()
        _ = waiting.write(1, "w")
        #expect(text(waiting.abandon(.readerGone)) == ["w readerGone"])
        #expect(text(waiting.write(2, "w")) == ["w readerGone"])
        var inFlight = State()
        _ = inFlight.write(1, "w")
        _ = inFlight.read("r")
        #expect(text(inFlight.abandon(.readerGone)) == ["w readerGone"])
        #expect(text(inFlight.end(nil)) == [])
        var reading = State()
        _ = reading.read("r")
        #expect(text(reading.abandon(.readerGone)) == ["r ends readerGone"])
        #expect(text(reading.read("r")) == ["r ends readerGone"])
        var ended = State()
        _ = ended.end(nil)
        #expect(text(ended.abandon(.readerGone)) == [])
        #expect(text(ended.read("r")) == ["r ends well"])
    }

    @Test func `misuse is refused and disturbs nobody`() {
        var state = State()
        _ = state.write(1, "w")
        #expect(text(state.write(2, "v")) == ["v concurrentWrite"])
        #expect(text(state.read("r")) == ["r gets 1"])
        #expect(text(state.write(2, "v")) == ["v concurrentWrite"])
        #expect(text(state.read("r")) == ["w goes on"])
        #expect(text(state.read("s")) == ["s ends concurrentRead"])
        #expect(text(state.end(nil)) == ["r ends well"])
        #expect(text(state.write(3, "w")) == ["w writtenAfterEnd"])
    }

    @Test func `an end beside a write lets the writer go`() {
        var state = State()
        _ = state.write(1, "w")
        #expect(text(state.end(.brokenOff)) == ["w writtenAfterEnd"])
        #expect(text(state.read("r")) == ["r ends brokenOff"])
    }
}
