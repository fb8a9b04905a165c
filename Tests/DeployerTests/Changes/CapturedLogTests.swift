import Testing

@testable import Deployer

@Suite struct CapturedLogTests {
    @Test func `both streams are kept in the order in which they came`() async throws {
        let log = CapturedLog()
        let console = log.console()
        try await console.write(Array("out\n".utf8), to: .output)
        console.say("said")
        try await console.write(Array("err\n".utf8), to: .errors)
        #expect(log.text == CapturedLog.Text(bytes: Array("out\nsaid\nerr\n".utf8), dropped: 0))
    }

    @Test func `of a long output the end is kept, from the beginning of a line, and what is missing is counted`()
        async throws
    {
        let log = CapturedLog()
        let console = log.console()
        let line = [UInt8](repeating: UInt8(ascii: "x"), count: 999) + [UInt8(ascii: "\n")]
        let count = 3 * CapturedLog.limit / line.count
        for _ in 0..<count { try await console.write(line, to: .output) }
        let text = log.text
        #expect(text.bytes.count <= CapturedLog.limit)
        #expect(text.bytes.count > CapturedLog.limit - line.count)
        #expect(text.bytes.count + text.dropped == count * line.count)
        #expect(text.bytes.count % line.count == 0)
    }

    @Test func `of what was kept, the last whole lines may do`() {
        let text = CapturedLog.Text(bytes: Array("one\ntwo\nthree\n".utf8), dropped: 5)
        #expect(text.end(14) == text)
        #expect(text.end(11) == CapturedLog.Text(bytes: Array("two\nthree\n".utf8), dropped: 9))
        #expect(text.end(9) == CapturedLog.Text(bytes: Array("three\n".utf8), dropped: 13))
        #expect(text.end(0) == CapturedLog.Text(bytes: [], dropped: 19))
    }

    @Test(
        arguments: [
            ("a\u{1B}[1;31mb\u{1B}[0mc", "abc"), ("\u{1B}]0;title\u{7}x", "x"), ("a\tb\nc", "a\tb\nc"),
            ("a\u{0}\u{8}b\r\n", "ab\n"), ("\u{1B}", ""), ("\u{1B}[", ""), ("é", "é"),
            ("\u{1B}]8;;https://example.com\u{1B}\\link\u{1B}]8;;\u{1B}\\", "link"),
            ("\u{1B}]0;title\u{1B}[1mx", "x"),
        ]
    ) func `text for documents has no control in it`(text: String, plain: String) {
        #expect(PlainText.of(Array(text.utf8)) == plain)
    }
}
