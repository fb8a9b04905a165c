import Gatekeeper
import Testing

@Suite struct ByteStringTests {
    @Test func `the Kelvin sign is not the letter K`() {
        // The trap that makes `String` unfit for a gate.
        #expect("\u{212A}" == "K")
        #expect(ByteString("\u{212A}") != ByteString("K"))
    }

    @Test func `two encodings of one letter are two values`() {
        #expect("\u{E9}" == "e\u{301}")
        #expect(ByteString("\u{E9}") != ByteString("e\u{301}"))
        #expect(Set([ByteString("\u{E9}"), ByteString("e\u{301}")]).count == 2)
    }

    @Test func `a dash under a combining accent is still a dash`() {
        #expect(!"-\u{301}x".hasPrefix("-"))
        #expect(ByteString("-\u{301}x").beginsWithDash)
    }

    @Test(arguments: [
        ("plain", "plain"), ("a\nb", #"a\nb"#), ("a\r\nb", #"a\r\nb"#), ("tab\there", #"tab\there"#),
        ("nul\0", #"nul\0"#), ("\u{1B}[31mred", #"\u{001B}[31mred"#), ("main\u{202E}", #"main\u{202E}"#),
        ("zero\u{200B}width", #"zero\u{200B}width"#), ("na\u{EF}ve", "na\u{EF}ve"), (#"back\slash"#, #"back\slash"#),
        ("\u{85}", #"\u{0085}"#), ("\u{E0041}", #"\u{E0041}"#),
    ])
    func `what a terminal could misread is shown as an escape`(text: String, shown: String) {
        #expect(ByteString(text).visible() == shown)
    }

    @Test func `bytes that are not UTF-8 are shown one by one`() {
        #expect(ByteString([0x61, 0xFF, 0xC3, 0x28, 0xED, 0xA0, 0x80]).visible() == #"a\xFF\xC3(\xED\xA0\x80"#)
    }

    @Test func `a long value is cut and says how long it is`() {
        let long = ByteString(String(repeating: "ä", count: 500))
        #expect(long.visible(limit: 3) == "äää… (1000 bytes in all)")
        #expect(ByteString("abc").visible(limit: 3) == "abc")
    }

    @Test func `order is by byte value`() {
        #expect([ByteString("b"), "B", "ab", "a", ""].sorted() == ["", "B", "a", "ab", "b"])
    }
}
