import Fixtures
import Gatekeeper
import Testing

@Suite struct ShellWordsTests {
    @Test(
        arguments: [
            ("", []), ("   \t\n ", []), ("a b", ["a", "b"]), (" a   b ", ["a", "b"]), ("''", [""]),
            (#"'' """#, ["", ""]),
            ("'a b' c", ["a b", "c"]), (#""a b"c"#, ["a bc"]), (#"a\ b"#, ["a b"]), (#"a'b'"c"d"#, ["abcd"]),
            (#"'a\b'"#, [#"a\b"#]), (#""a\b""#, [#"a\b"#]), (#""a\"b""#, [#"a"b"#]), (#""a\\b""#, [#"a\b"#]),
            (#""a\$b""#, ["a$b"]), (#""a\`b""#, ["a`b"]), ("\"a\\\nb\"", ["ab"]), ("a\\\nb", ["ab"]), (#"\'"#, ["'"]),
            (#""'""#, ["'"]), (#"'"'"#, [#"""#]),
            ("$HOME `id` $(id) *.tf ~ #x", ["$HOME", "`id`", "$(id)", "*.tf", "~", "#x"]),
            ("a;b|c&d>e<f", ["a;b|c&d>e<f"]), ("--name='x y'", ["--name=x y"]),
            ("-var-file x -destroy", ["-var-file", "x", "-destroy"]),
            ("é \u{212A}", ["é", "\u{212A}"]), ("a\u{A0}b", ["a\u{A0}b"]), ("a\rb", ["a\rb"]),
        ] as [(ByteString, [ByteString])]
    )
    func `a line is split as a shell splits it and nothing is expanded`(line: ByteString, words: [ByteString]) throws {
        #expect(try ShellWords.split(line) == words)
    }

    @Test(
        arguments: [
            ("'", .unclosedQuote("'", at: 0)), ("a 'b c", .unclosedQuote("'", at: 2)),
            ("a\"", .unclosedQuote("\"", at: 1)),
            (#""a\""#, .unclosedQuote("\"", at: 0)), (#""\"#, .unclosedQuote("\"", at: 0)),
            (#"a\"#, .trailingBackslash(at: 1)),
            (#"'a' 'b"#, .unclosedQuote("'", at: 4)),
        ] as [(ByteString, ShellWordsError)]
    )
    func `a line with an open end is an error at its place`(line: ByteString, error: ShellWordsError) {
        #expect(throws: error) { try ShellWords.split(line) }
    }

    @Test func `errors say where`() {
        #expect(ShellWordsError.unclosedQuote("'", at: 4).description == "the quote ' at byte 5 is never closed")
        #expect(ShellWordsError.trailingBackslash(at: 0).description == "the backslash at byte 1 has nothing after it")
    }

    @Test(
        arguments: [
            ("plain-1.2_x/y:z@%+=,", "plain-1.2_x/y:z@%+=,"), ("", "''"), ("a b", "'a b'"), ("it's", #"'it'\''s'"#),
            ("$x", "'$x'"), ("~", "'~'"), ("é", "'é'"),
        ] as [(ByteString, ByteString)]
    )
    func `a word is quoted only when a shell would touch it`(word: ByteString, quoted: ByteString) {
        #expect(ShellWords.quoted(word) == quoted)
    }

    @Test func `any words survive being joined and split`() throws {
        var random = SeededGenerator(seed: 7)
        let alphabet: [UInt8] = Array("ab'\"\\ \t\n$`*-=".utf8) + [0xC3, 0xA9, 0xFF, 0x00]
        for _ in 0..<5_000 {
            let words = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                ByteString(
                    (0..<Int.random(in: 0...6, using: &random)).map { _ in
                        alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
                    }
                )
            }
            #expect(try ShellWords.split(ShellWords.join(words)) == words)
        }
    }
}
