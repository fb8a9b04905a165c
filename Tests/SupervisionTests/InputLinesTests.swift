import Supervision
import SystemPackage
import Testing

@Suite(.timeLimit(.minutes(30))) struct InputLinesTests {
    /// What arrives of the pieces when each was read before the next is written.
    private func lines(_ pieces: [String], limit: Int = 1 << 20) async throws -> [String] {
        let pipe = try Pipe()
        let lines = InputLines.of(pipe.reading, limit: limit)
        for piece in pieces { _ = try pipe.writing.writeAll(piece.utf8) }
        try pipe.writing.close()
        var arrived: [String] = []
        for await line in lines { arrived.append(line) }
        try pipe.reading.close()
        return arrived
    }

    @Test func `lines come without their line feeds, empty ones too`() async throws {
        #expect(try await lines(["one\ntwo\n\nthree\n"]) == ["one", "two", "", "three"])
    }

    @Test func `a line may come in pieces`() async throws {
        #expect(
            try await lines(["grace", "ful sig", "nal-2\nhur", "ried requested", "\n"]) == [
                "graceful signal-2", "hurried requested",
            ]
        )
    }

    @Test func `a line is there before the input ends`() async throws {
        let pipe = try Pipe()
        var iterator = InputLines.of(pipe.reading).makeAsyncIterator()
        _ = try pipe.writing.writeAll("first\nsec".utf8)
        #expect(await iterator.next() == "first")
        _ = try pipe.writing.writeAll("ond\n".utf8)
        #expect(await iterator.next() == "second")
        try pipe.writing.close()
        #expect(await iterator.next() == nil)
        try pipe.reading.close()
    }

    @Test func `the end of the input is the end of the lines, and half a message is none`() async throws {
        #expect(try await lines([]) == [])
        #expect(try await lines(["whole\nhalf"]) == ["whole"])
    }

    @Test func `only a line feed ends a line`() async throws {
        #expect(try await lines(["a\r\nb\u{2028}c\0d\n"]) == ["a\r", "b\u{2028}c\0d"])
    }

    @Test func `a line that is longer than the limit ends the stream, however it arrives`() async throws {
        #expect(try await lines(["short\n", "0123456789\n"], limit: 10) == ["short", "0123456789"])
        #expect(try await lines(["short\n", "01234567890\n", "after\n"], limit: 10) == ["short"])
        #expect(
            try await lines(["short\n", String(repeating: "x", count: 50_000), "\nafter\n"], limit: 10_000) == ["short"]
        )
    }

    @Test func `a descriptor that cannot be read has no lines`() async throws {
        let pipe = try Pipe()
        #expect(try await pipe.writing.allLines().isEmpty)
        try pipe.reading.close()
    }
}
