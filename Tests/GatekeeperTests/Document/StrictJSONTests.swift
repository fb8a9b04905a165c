import Gatekeeper
import Testing

@Suite struct StrictJSONTests {
    private func content(_ text: String) throws -> ConfigurationNode.Content {
        try StrictJSON.parse(Array(text.utf8)).content
    }

    private func error(_ bytes: [UInt8], limits: StrictJSON.Limits = StrictJSON.Limits()) -> StrictJSONError? {
        do {
            _ = try StrictJSON.parse(bytes, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    @Test(
        arguments: [
            ("null", .null), (" true\n", .boolean(true)), ("false", .boolean(false)), ("0", .integer(0)),
            ("-0", .integer(0)),
            ("-12", .integer(-12)), ("9223372036854775807", .integer(.max)),
            ("9223372036854775808", .decimal("9223372036854775808")),
            ("1.0", .decimal("1.0")), ("1e3", .decimal("1e3")), ("-0.5E-7", .decimal("-0.5E-7")), ("\"\"", .string("")),
            (#""a\"\\\/\b\f\n\r\tz""#, .string("a\"\\/\u{8}\u{C}\n\r\tz")),
            (#""\u00e9\u212A""#, .string("\u{E9}\u{212A}")),
            (#""\ud83d\ude00""#, .string("😀")), (#""\u0000""#, .string("\0")), ("\"é\u{7F}😀\"", .string("é\u{7F}😀")),
            ("[]", .sequence([])), ("{}", .mapping([])), ("[ ]", .sequence([])), ("{\t}", .mapping([])),
        ] as [(String, ConfigurationNode.Content)]
    )
    func `a value is read as RFC 8259 defines it`(text: String, content: ConfigurationNode.Content) throws {
        #expect(try self.content(text) == content)
    }

    @Test(arguments: [
        "", " ", "nul", "True", "NULL", "01", "-", "+1", "1.", ".5", "1e", "1e+", "0x10", "1_000", "NaN", "Infinity",
        "-Infinity",
        "[1,]", "[,1]", "[1 2]", "[", "]", "[1", "{", "}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}",
        "{1:1}",
        "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{,}", "\"", "\"a", "\"\\", "\"\\q\"", "\"\\u12\"", "\"\\u12G4\"", "\"\\u\"",
        "'a'",
        "\"\u{1}\"", "\"a\nb\"", "\"a\tb\"", "1 2", "{} {}", "[]x", "// c\n1", "/* c */ 1", "1 // c", "#c\n1",
        "\u{A0}1",
        "\u{FEFF}1", "\"\\uD800\"", "\"\\uDC00\"", "\"\\uD800\\u0041\"", "\"\\uD800\\uD800\"", "\"\\uDE00\\uD83D\"",
        "\"\\uD83D\"",
        "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}", "tru e", "--1", "1-", "[1}", "{\"a\":1]", "\u{B}1",
    ])
    func `anything else is refused`(text: String) {
        #expect(error(Array(text.utf8)) != nil)
    }

    @Test(
        arguments: [
            [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22],
            [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22],
            [0x22, 0xC3, 0x22], [0xFF, 0xFE, 0x31, 0x00], [0x22, 0xE2, 0x82],
        ] as [[UInt8]]
    )
    func `what is not UTF-8 is refused`(bytes: [UInt8]) {
        #expect(error(bytes) != nil)
    }

    @Test(arguments: [
        ("{\n  \"a\": nul\n}", "2:11: unexpected byte 0x0A, expected null"),
        ("[1,\n 2,\n x]", "3:2: unexpected \"x\", expected a value"),
        ("{\"é\": 01}", "1:7: this is not a number as JSON writes it"),
        ("{\"a\": 1,\n \"a\": 2}", "2:2: the name \"a\" occurs twice in one object"),
        ("\"é\\q\"", "1:3: \\q is not an escape of JSON"),
        ("\"\\ud800\"", "1:2: half of a surrogate pair stands alone"),
        ("[1] 2", "1:5: something follows the end of the value"),
        ("{\"a\"", "1:5: the text ends in the middle of a value"),
        ("\u{FEFF}{}", "1:1: the text begins with a byte order mark, which JSON forbids"),
        ("\"a\u{1}\"", "1:3: the control character U+0001 must be written as an escape"),
        ("{1: 2}", "1:2: unexpected \"1\", expected a name in double quotes"),
    ])
    func `an error says where and what`(text: String, message: String) {
        #expect(error(Array(text.utf8))?.description == message)
    }

    @Test func `nesting is bounded`() {
        let limits = StrictJSON.Limits(depth: 3)
        #expect(error(Array("[[[1]]]".utf8), limits: limits) == nil)
        #expect(error(Array("[[[[1]]]]".utf8), limits: limits)?.reason == .tooDeep(3))
        #expect(error(Array(String(repeating: "[", count: 1_000_000).utf8))?.reason == .tooDeep(64))
        #expect(error(Array(String(repeating: #"{"a":"#, count: 100_000).utf8))?.reason == .tooDeep(64))
    }

    @Test func `length is bounded`() {
        #expect(error(Array("[1, 2]".utf8), limits: StrictJSON.Limits(bytes: 5))?.reason == .tooLong(5))
    }

    @Test func `every value and every name has its position and its path`() throws {
        let node = try StrictJSON.parse(Array("{\n  \"a\": [1, {\"b c\": true}]\n}".utf8))
        let list = try #require(node["a"])
        #expect(list.location == SourceLocation(position: SourcePosition(line: 2, column: 8), path: "a"))
        let inner = try #require(list.elements?.last?.fields?.first)
        #expect(
            inner.keyLocation == SourceLocation(position: SourcePosition(line: 2, column: 13), path: "a[1].\"b c\"")
        )
        #expect(inner.value.location.position == SourcePosition(line: 2, column: 20))
    }

    @Test func `a tree written as JSON reads back as the same tree`() throws {
        let text = #"{"a": [null, true, -3, 1.50, "x\"\\\n\u202e\ud83d\ude00"], "": {}, "é": [], "z": {"k": "\u0000"}}"#
        let node = try StrictJSON.parse(Array(text.utf8))
        let again = try StrictJSON.parse(Array(node.json.utf8))
        #expect(again.json == node.json)
        #expect(again["a"]?.elements?.last?.string == "x\"\\\n\u{202E}😀")
        #expect(!node.json.unicodeScalars.contains("\u{202E}"))
    }
}
