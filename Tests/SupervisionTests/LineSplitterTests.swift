import Fixtures
import RunProtocol
import Supervision
import Testing

@Suite struct LineSplitterTests {
    private struct Piece: Equatable {
        let text: [UInt8]
        let ending: LogRecord.Ending
    }

    private func pieces(_ chunks: [ArraySlice<UInt8>], limit: Int) -> [Piece] {
        var splitter = LineSplitter(limit: limit)
        var pieces: [Piece] = []
        for chunk in chunks {
            chunk.withUnsafeBytes { splitter.split($0) { pieces.append(Piece(text: Array($0), ending: $1)) } }
        }
        splitter.flush { pieces.append(Piece(text: Array($0), ending: $1)) }
        #expect(!splitter.hasPending)
        return pieces
    }

    private func pieces(_ text: String, limit: Int = LogRecord.longestText) -> [String] {
        pieces([Array(text.utf8)[...]], limit: limit).map {
            String(decoding: $0.text, as: UTF8.self) + ($0.ending == .open ? "+" : "")
        }
    }

    /// What the pieces must be, said once more in another way.
    private func expected(_ bytes: [UInt8], limit: Int) -> [Piece] {
        var pieces: [Piece] = []
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            var rest = line
            while rest.count > limit {
                pieces.append(Piece(text: Array(rest.prefix(limit)), ending: .open))
                rest = rest.dropFirst(limit)
            }
            let isLast = index == lines.count - 1
            if !isLast || !rest.isEmpty { pieces.append(Piece(text: Array(rest), ending: isLast ? .open : .newline)) }
        }
        return pieces
    }

    private func cut(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [ArraySlice<UInt8>] {
        var chunks: [ArraySlice<UInt8>] = []
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + Int(generator.next(upperBound: UInt64(12))))
            chunks.append(bytes[start..<end])
            start = end
        }
        return chunks
    }

    @Test(arguments: [1, 2, 3, 7, 20, 1000])
    func `however the input is cut, the pieces are the same and nothing is lost`(limit: Int) {
        var generator = SeededGenerator(seed: UInt64(limit))
        for _ in 0..<150 {
            var bytes = generator.bytes(count: Int(generator.next(upperBound: UInt64(90))))
            for index in bytes.indices where generator.next(upperBound: UInt64(8)) == 0 { bytes[index] = 0x0A }
            let expected = expected(bytes, limit: limit)
            #expect(pieces([bytes[...]], limit: limit) == expected)
            #expect(pieces(bytes.indices.map { bytes[$0...$0] }, limit: limit) == expected)
            for _ in 0..<4 { #expect(pieces(cut(bytes, &generator), limit: limit) == expected) }
            #expect(expected.flatMap { $0.text + ($0.ending == .newline ? [0x0A] : []) } == bytes)
            #expect(expected.allSatisfy { $0.text.count <= limit })
        }
    }

    @Test(
        arguments: [
            ("", []),
            ("\n", [""]),
            ("\n\n", ["", ""]),
            ("one\ntwo\n", ["one", "two"]),
            ("one\n\ntwo", ["one", "", "two+"]),
            ("no newline", ["no newline+"]),
            (
                "a\r\nb\rc\u{0B}d\u{0C}e\u{85}f\u{2028}g\u{2029}h\n",
                ["a\r", "b\rc\u{0B}d\u{0C}e\u{85}f\u{2028}g\u{2029}h"]
            ),
            ("\0\n", ["\0"]),
        ]
    )
    func `a line ends at a line feed and nowhere else`(text: String, pieces: [String]) {
        #expect(self.pieces(text) == pieces)
    }

    @Test(
        arguments: [
            ("abc", ["abc+"]),
            ("abc\n", ["abc"]),
            ("abcd\n", ["abc+", "d"]),
            ("abcdef\n", ["abc+", "def"]),
            ("abcdefg", ["abc+", "def+", "g+"]),
            ("abc\n\nabcd", ["abc", "", "abc+", "d+"]),
        ]
    )
    func `a line that is longer than the limit comes in pieces of the limit`(text: String, pieces: [String]) {
        #expect(self.pieces(text, limit: 3) == pieces)
    }

    @Test func `a line of a megabyte survives, and little of it waits`() {
        let line = (0..<1 << 20).map { UInt8(truncatingIfNeeded: 97 + $0 % 26) }
        var splitter = LineSplitter()
        var seen: [UInt8] = []
        var endings: [LogRecord.Ending] = []
        for start in stride(from: 0, to: line.count, by: 64 * 1024) {
            line[start..<(start + 64 * 1024)].withUnsafeBytes {
                splitter.split($0) { text, ending in
                    seen += text
                    endings.append(ending)
                }
            }
            #expect(start + 64 * 1024 - seen.count <= LogRecord.longestText)
        }
        Array("\n".utf8).withUnsafeBytes {
            splitter.split($0) { text, ending in
                seen += text
                endings.append(ending)
            }
        }
        #expect(seen == line)
        #expect(endings.count == (line.count + LogRecord.longestText - 1) / LogRecord.longestText)
        #expect(endings.count { $0 == .newline } == 1 && endings.last == .newline)
    }

    @Test func `a line that was shown in part goes on where it was`() {
        var splitter = LineSplitter()
        var seen: [String] = []
        let emit = { (text: UnsafeRawBufferPointer, ending: LogRecord.Ending) in
            seen.append(String(decoding: text, as: UTF8.self) + (ending == .open ? "+" : ""))
        }
        Array("Password: ".utf8).withUnsafeBytes { splitter.split($0, emit: emit) }
        #expect(seen.isEmpty)
        #expect(splitter.hasPending)
        splitter.flush(emit: emit)
        splitter.flush(emit: emit)
        #expect(seen == ["Password: +"])
        #expect(!splitter.hasPending)
        Array("\nnext".utf8).withUnsafeBytes { splitter.split($0, emit: emit) }
        #expect(seen == ["Password: +", ""])
    }
}
