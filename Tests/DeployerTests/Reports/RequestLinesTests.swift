import Testing

@testable import Deployer

@Suite struct RequestLinesTests {
    @Test func `any split of the input gives the same lines`() {
        let text = Array("a\n\n  \r\nbb\nccc".utf8)
        let whole = [
            RequestLines.Line(number: 1, bytes: Array("a".utf8)), RequestLines.Line(number: 4, bytes: Array("bb".utf8)),
            RequestLines.Line(number: 5, bytes: Array("ccc".utf8)),
        ]
        for size in 1...text.count {
            var lines = RequestLines(limit: 10)
            var found: [RequestLines.Line] = []
            for start in stride(from: 0, to: text.count, by: size) {
                found += lines.take(text[start..<min(start + size, text.count)])
            }
            #expect(found + lines.finish() == whole)
        }
    }

    @Test func `a line that is too long is named, not kept, and the next one is read`() {
        var lines = RequestLines(limit: 3)
        var found = lines.take(Array("123\n12".utf8)[...])
        found += lines.take(Array("34567\nok\n".utf8)[...])
        #expect(found.map(\.number) == [1, 2, 3])
        #expect(found.map { $0.bytes != nil } == [true, false, true])
        #expect(lines.finish().isEmpty)
        #expect(lines.take(Array("12345".utf8)[...]).isEmpty)
        #expect(lines.finish() == [RequestLines.Line(number: 4, bytes: nil)])
    }
}
