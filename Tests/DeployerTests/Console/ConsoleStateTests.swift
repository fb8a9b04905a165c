import Testing

@testable import Deployer

@Suite struct ConsoleStateTests {
    private static let newline = UInt8(ascii: "\n")
    private static let letter = UInt8(ascii: "x")

    @Test func `prose begins on a line of its own behind an unfinished line of the same stream`() {
        var state = ConsoleState(.apart)
        #expect(state.prose("hello") == "hello\n")
        #expect(state.bytes(endingWith: Self.letter, on: .errors).isEmpty)
        #expect(state.prose("hello") == "\nhello\n")
        #expect(state.prose("again") == "again\n")
    }

    @Test(arguments: [(.apart, "hello\n"), (.together, "\nhello\n")] as [(ConsoleState.Arrangement, String)])
    func `an unfinished line of the other stream is in the way only where both lead to one place`(
        arrangement: ConsoleState.Arrangement,
        prose: String
    ) {
        var state = ConsoleState(arrangement)
        _ = state.bytes(endingWith: Self.letter, on: .output)
        #expect(state.prose("hello") == prose)
        #expect(state.prose("again") == "again\n")
    }

    @Test func `the live line is erased by whatever comes next`() {
        var state = ConsoleState(.together)
        #expect(state.live("waiting") == "waiting")
        #expect(state.live("waiting") == nil)
        #expect(state.live("still waiting") == "\r\u{1B}[Kstill waiting")
        #expect(state.bytes(endingWith: Self.newline, on: .output) == "\r\u{1B}[K")
        #expect(state.bytes(endingWith: Self.newline, on: .output).isEmpty)
        #expect(state.live("again") == "again")
        #expect(state.prose("hello") == "\r\u{1B}[Khello\n")
        #expect(state.erasure().isEmpty)
    }

    @Test func `live lines are erased from the last to the first`() {
        var state = ConsoleState(.together)
        #expect(state.live("one\ntwo\nthree") == "one\ntwo\nthree")
        #expect(state.live("one") == "\r\u{1B}[K\u{1B}[1A\u{1B}[2K\u{1B}[1A\u{1B}[2Kone")
        #expect(state.prose("hello") == "\r\u{1B}[Khello\n")
    }

    @Test func `a live line never goes on behind an unfinished line`() {
        var state = ConsoleState(.together)
        _ = state.bytes(endingWith: Self.letter, on: .output)
        #expect(state.live("waiting") == nil)
        #expect(state.erasure().isEmpty)
    }

    @Test func `prose does not go on behind the echo of Ctrl-C`() {
        var state = ConsoleState(.together)
        state.keyEchoed()
        #expect(state.prose("stopping") == "\nstopping\n")
    }

    @Test func `no bytes leave everything as it is`() {
        var state = ConsoleState(.apart)
        _ = state.bytes(endingWith: Self.letter, on: .errors)
        _ = state.bytes(endingWith: nil, on: .errors)
        #expect(state.prose("hello") == "\nhello\n")
    }
}
