import Gatekeeper
import Testing

@testable import Deployer

/// What a plain scalar means: the core schema of YAML 1.2 where both versions agree, and a text everywhere else.
@Suite struct YAMLScalarTests {
    static let meanings: [(String, ConfigurationNode.Content)] = [
        ("", .null), ("~", .null), ("null", .null), ("Null", .null), ("NULL", .null), ("nUll", .string("nUll")),
        ("true", .boolean(true)), ("True", .boolean(true)), ("FALSE", .boolean(false)), ("false", .boolean(false)),
        // Booleans of YAML 1.1 only.
        ("yes", .string("yes")), ("no", .string("no")), ("on", .string("on")), ("off", .string("off")),
        ("y", .string("y")),
        ("N", .string("N")), ("tRue", .string("tRue")),
        ("0", .integer(0)), ("7", .integer(7)), ("-7", .integer(-7)), ("+7", .integer(7)), ("1024", .integer(1024)),
        ("9223372036854775807", .integer(.max)), ("9223372036854775808", .decimal("9223372036854775808")),
        // Octal to one version, decimal to the other; sexagesimal; with underscores; in another base.
        ("0777", .string("0777")), ("00", .string("00")), ("-01", .string("-01")), ("1_000", .string("1_000")),
        ("1:30", .string("1:30")), ("0x1F", .string("0x1F")), ("0o17", .string("0o17")), ("0b1", .string("0b1")),
        ("1.5", .decimal("1.5")), ("-1.5", .decimal("-1.5")), (".5", .decimal(".5")), ("5.", .decimal("5.")),
        ("1e3", .decimal("1e3")), ("1.10", .decimal("1.10")), ("0.1", .decimal("0.1")), ("1E-3", .decimal("1E-3")),
        (".inf", .decimal(".inf")), ("-.INF", .decimal("-.INF")), (".nan", .decimal(".nan")), (".Nan", .string(".Nan")),
        ("1e", .string("1e")), (".", .string(".")), ("-", .string("-")), ("+", .string("+")),
        ("1.2.3", .string("1.2.3")),
        ("-.", .string("-.")), ("1.5x", .string("1.5x")), ("2026-11-23", .string("2026-11-23")), ("=", .string("=")),
    ]

    @Test(arguments: meanings) func `a plain scalar means what both versions of YAML agree on`(
        text: String,
        content: ConfigurationNode.Content
    ) throws {
        // A dash alone would begin a list.
        let document = try YAMLDocument.parse(Array((text == "-" ? "key: [\(text)]" : "key: \(text)\n").utf8))
        let value = try #require(document["key"])
        #expect((value.elements?.first ?? value).content == content)
    }

    @Test(arguments: ["'%'", "\"%\"", "!!str %", "! %", "|-\n  %", ">-\n  %"], ["true", "7", "null", "~", "1.5"])
    func `what is quoted, a block, or tagged as a text is a text`(form: String, word: String) throws {
        let written = form.split(separator: "%", omittingEmptySubsequences: false).joined(separator: word)
        let document = try YAMLDocument.parse(Array("key: \(written)\n".utf8))
        #expect(document["key"]?.content == .string(ByteString(word)))
    }

    @Test func `escapes give the bytes that they name, NUL included`() throws {
        let document = try YAMLDocument.parse(Array(#"key: "a\0b\x41\u00e9""#.utf8))
        #expect(document["key"]?.string?.bytes == [0x61, 0, 0x62, 0x41, 0xC3, 0xA9])
    }
}
