import RunProtocol
import Testing

@Suite struct JSONTests {
    @Test func `a value is one line, its keys sorted by their bytes, its slashes as they are`() {
        let value = ["b/": "1\n2", "a": "\u{2028}é\u{0}", "B": "\"\\", "ä": "", "a b": "\r\n"]
        #expect(
            String(decoding: JSON.encode(value), as: UTF8.self)
                == #"{"B":"\"\\","a":"\#u{2028}é\u0000","a b":"\r\n","b/":"1\n2","ä":""}"#
        )
    }

    @Test(arguments: ["", "{", "{}x", "[1]", "nul", "{\"a\":1,}", "'a'"])
    func `what is not the value is an error`(text: String) {
        #expect(throws: DecodingError.self) { try JSON.decode([String: String].self, from: text.utf8) }
    }

    @Test func `strings survive to the byte`() throws {
        let texts = ["é", "e\u{301}", "\u{212B}", "\u{C5}", "\u{0}", "\u{7F}", "\u{FFFF}", "👩‍👩‍👧", "\u{10FFFF}"]
        let read = try JSON.decode([String].self, from: JSON.encode(texts))
        #expect(read.map { Array($0.utf8) } == texts.map { Array($0.utf8) })
    }

    @Test func `deep nesting is an error, not a crash`() {
        let text = String(repeating: "[", count: 100_000)
        #expect(throws: DecodingError.self) { try JSON.decode([String].self, from: text.utf8) }
    }
}
