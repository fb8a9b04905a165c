import RunProtocol
import Testing

@Suite struct LogCursorTests {
    @Test(
        arguments: [
            ("0", LogCursor.start),
            ("812", LogCursor(after: 812)),
            ("812@104233", LogCursor(after: 812, hint: "104233")),
            ("812@", LogCursor(after: 812, hint: "")),
            ("812@f/3889@x y=", LogCursor(after: 812, hint: "f/3889@x y=")),
            ("999999999999999999", LogCursor(after: 999_999_999_999_999_999)),
        ]
    )
    func `a cursor is its record and, behind an at sign, the engine's hint`(text: String, cursor: LogCursor) {
        #expect(LogCursor(text) == cursor)
        #expect(cursor.description == text)
    }

    @Test(
        arguments: [
            "", "@", "@5", " 5", "5 ", "+5", "-0", "-5", "5x", "5\n", "5\0", "5.0", "1e3", "0x5", "٥", "５", "5,@3",
            "9223372036854775807", "9223372036854775808", "1000000000000000000", "99999999999999999999999999",
            "5@\u{301}hint", "5\u{301}@hint", "-9223372036854775808", "5-@x",
        ]
    )
    func `what is not exactly a cursor is refused`(text: String) {
        #expect(LogCursor(text) == nil)
    }

    @Test func `a reader can stand behind every cursor that is taken`() throws {
        var verifier = LogVerifier(after: try #require(LogCursor("999999999999999999@x")))
        #expect(verifier.read(Array("1 2 o text".utf8)[...]) == .repeated)
        #expect(verifier.completeness == .incomplete([.noTrailer(after: 999_999_999_999_999_999)]))
    }
}
