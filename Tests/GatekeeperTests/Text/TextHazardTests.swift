import Testing

@testable import Gatekeeper

@Suite struct TextHazardTests {
    @Test(arguments: [
        ("a\0", TextHazard.Kind.control, 1, "U+0000 NULL"),
        ("a\nb", .control, 1, "U+000A LINE FEED"),
        ("\r", .control, 0, "U+000D CARRIAGE RETURN"),
        ("ab\u{7F}", .control, 2, "U+007F DELETE"),
        ("\u{85}", .control, 0, "U+0085 NEXT LINE"),
        ("\u{9B}31m", .control, 0, "U+009B"),
        ("é\u{2028}", .control, 2, "U+2028 LINE SEPARATOR"),
        ("main\u{202E}niam", .bidirectional, 4, "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u{2066}", .bidirectional, 0, "U+2066 LEFT-TO-RIGHT ISOLATE"),
        ("\u{200F}", .bidirectional, 0, "U+200F RIGHT-TO-LEFT MARK"),
        ("pl\u{200B}an", .invisible, 2, "U+200B ZERO WIDTH SPACE"),
        ("\u{FEFF}x", .invisible, 0, "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ("\u{E0041}", .invisible, 0, "U+E0041"),
    ])
    func `a hazard is found with its place and its name`(text: String, kind: TextHazard.Kind, offset: Int, name: String)
    {
        let hazard = ByteString(text).firstHazard
        #expect(hazard?.kind == kind)
        #expect(hazard?.offset == offset)
        #expect(hazard?.name == name)
    }

    @Test(arguments: ["", "plain ~ text", "naïve", "日本語", "\u{212A}", "e\u{301}", "👍", "\u{2F00}"])
    func `ordinary text of any language has none`(text: String) {
        #expect(ByteString(text).firstHazard == nil)
    }

    @Test(
        arguments: [
            [0xFF], [0x80], [0xC0, 0xAF], [0xC1, 0xBF], [0xE0, 0x80, 0xAF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
            [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0xAF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC3],
            [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xC3, 0x28], [0xE2, 0x28, 0xA1],
        ] as [[UInt8]]
    )
    func `bytes that are not UTF-8 are a hazard`(bytes: [UInt8]) {
        let hazard = ByteString([0x61] + bytes).firstHazard
        #expect(hazard?.kind == .invalidUTF8)
        #expect(hazard?.offset == 1)
    }

    @Test func `every scalar is decoded as the standard library encodes it`() {
        var wrong: [UInt32] = []
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let bytes = Array(String(scalar).utf8)
            if UTF8Step.decode(bytes, at: 0) != .scalar(value, length: bytes.count) { wrong.append(value) }
        }
        #expect(wrong.isEmpty)
    }

    @Test func `every pair of bytes is UTF-8 exactly when the standard library says so`() {
        func isDecoded(_ bytes: [UInt8]) -> Bool {
            var index = 0
            while index < bytes.count {
                guard case .scalar(_, let length) = UTF8Step.decode(bytes, at: index) else { return false }
                index += length
            }
            return true
        }
        var wrong: [[UInt8]] = []
        for first in UInt8.min...UInt8.max {
            for second in UInt8.min...UInt8.max {
                let bytes = [first, second]
                if isDecoded(bytes) != (String(validating: bytes, as: UTF8.self) != nil) { wrong.append(bytes) }
            }
        }
        #expect(wrong.isEmpty)
    }
}
