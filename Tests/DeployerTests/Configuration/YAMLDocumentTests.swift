import Gatekeeper
import Testing

@testable import Deployer

@Suite struct YAMLDocumentTests {
    @Test func `every value and every name has its place`() throws {
        let text = "first: 1\nsecond:\n  - a\n  - é: {x: y}\n"
        let document = try YAMLDocument.parse(Array(text.utf8)).located()
        #expect(document.location.position == SourcePosition(line: 1, column: 1))
        let list = try #require(document["second"]?.elements)
        #expect(list[0].location.position == SourcePosition(line: 3, column: 5))
        let field = try #require(list[1].fields?.first)
        #expect(field.keyLocation.position == SourcePosition(line: 4, column: 5))
        #expect(field.value["x"]?.location.position == SourcePosition(line: 4, column: 12))
        #expect(field.value["x"]?.location.path == #"second[1]."é".x"#)
    }

    @Test func `an anchor shares a whole value`() throws {
        let document = try YAMLDocument.parse(Array("a: &rules [x, y]\nb: *rules\n".utf8))
        #expect(document["b"]?.elements?.map(\.string) == ["x", "y"])
    }

    @Test(arguments: ["", "\n", "# only a comment\n", "---\n", "--- ~\n", "null\n"])
    func `an empty document is null`(text: String) throws {
        #expect(try YAMLDocument.parse(Array(text.utf8)).isNull)
    }

    static let refused: [(text: String, finding: String)] = [
        (
            "a: 1\n---\nb: 2\n",
            "2:1: error: the file holds more than one document\n    hint: keep one, and remove the line ---"
        ),
        ("a: 1\nb: 2\na: 3\n", "1:1: error: the field a stands twice in one mapping\n    hint: keep one"),
        (
            "base: &b {x: 1}\nc:\n  <<: *b\n",
            "3:3: error: merge keys (<<) are not read\n    hint: write the fields out; whole values may be shared with an anchor"
        ),
        ("a: *nowhere\n", "1:4: error: the file is not YAML: found undefined alias"),
        (
            "a: !secret x\n",
            "1:4: error: the tag !secret is not read\n    hint: leave it out, or write the text in quotes"
        ),
        (
            "a: !!int 5\n",
            "1:4: error: the tag tag:yaml.org,2002:int is not read\n    hint: leave it out, or write the text in quotes"
        ),
        ("a: !set {x}\n", "1:4: error: the tag !set is not read\n    hint: leave it out"),
        ("? [a, b]\n: 1\n", "1:3: error: the name of a field must be a plain text"),
        (
            "a:\n\tb: 1\n",
            "2:1: error: the file is not YAML: while scanning for the next token, found character that cannot start any token\n"
                + "    hint: indent with spaces, and put a text that begins with one of @ ` % [ ] { } in quotes"
        ),
        (
            "a: b: c\n",
            "1:5: error: the file is not YAML: mapping values are not allowed in this context\n"
                + "    hint: put a text that holds a colon in quotes, and check the indentation"
        ),
        (
            "a: [1, 2\n",
            "2:1: error: the file is not YAML: while parsing a flow sequence, did not find expected ',' or ']'"
        ),
        (
            "a: \"x\n",
            "2:1: error: the file is not YAML: while scanning a quoted scalar, found unexpected end of stream"
        ),
        (
            "a: x\u{7}y\n",
            "1:5: error: the file is not YAML: control characters are not allowed\n    hint: remove the character"
        ),
    ]

    @Test(arguments: refused) func `what is no plain configuration is refused, with its place`(
        text: String,
        finding: String
    ) {
        #expect(Self.finding(Array(text.utf8)) == finding)
    }

    @Test func `bytes that are not UTF-8 are refused with their place`() {
        let bytes = Array("a: 1\nb: é".utf8) + [0xFF, 0x0A]
        #expect(Self.finding(bytes) == "2:5: error: the file is not UTF-8 text\n    hint: save it as UTF-8")
        let utf16 = [0xFF, 0xFE] + Array("a: 1".utf8)
        #expect(Self.finding(utf16) == "1:1: error: the file is not UTF-8 text\n    hint: save it as UTF-8")
    }

    @Test func `anchors that blow a small file up are refused in no time`() throws {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in 1...12 {
            let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        let finding = try #require(Self.finding(Array(text.utf8)))
        #expect(finding.contains("the document has more than 200000 values once its anchors are expanded"))
    }

    @Test(arguments: [65, 1_000, 100_000]) func `nesting without end is refused, not followed`(depth: Int) async throws
    {
        // On a task of its own: those have small stacks.
        let finding = await Task.detached {
            Self.finding(Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8))
        }.value
        #expect(try #require(finding).contains("error"))
    }

    @Test func `sixty-four levels are read`() {
        #expect(
            Self.finding(Array((String(repeating: "[", count: 64) + "x" + String(repeating: "]", count: 64)).utf8))
                == nil
        )
    }

    private static func finding(_ bytes: [UInt8]) -> String? {
        do {
            _ = try YAMLDocument.parse(bytes)
            return nil
        } catch {
            return "\(error.finding)"
        }
    }
}
