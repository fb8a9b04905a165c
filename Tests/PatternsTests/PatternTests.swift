import Patterns
import Testing

/// What each construct matches, always over the full value.
struct PatternTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var source: String
        var matching: [String]
        var refused: [String]
        var testDescription: String { source.debugDescription }

        init(_ source: String, matches matching: [String], not refused: [String]) {
            (self.source, self.matching, self.refused) = (source, matching, refused)
        }
    }

    static let rows = [
        Row("", matches: [""], not: ["a", "\n"]),
        Row("main", matches: ["main"], not: ["", "mai", "main ", "xmain", "mainx", "main\n", "MAIN"]),
        Row("é€😀", matches: ["é€😀"], not: ["e\u{301}€😀", "é€", "\u{E9}€😁"]),
        Row("a|bc|", matches: ["a", "bc", ""], not: ["b", "c", "abc", "ac"]),
        Row("a(b|c)d", matches: ["abd", "acd"], not: ["ad", "abcd", "a(b)d"]),
        Row("(?:ab)+", matches: ["ab", "abab"], not: ["", "a", "aba"]),
        Row("(?P<first>a)(?<second_2>b)", matches: ["ab"], not: ["a", "b"]),
        Row("(?P<n>a)|(?P<n>b)", matches: ["a", "b"], not: ["ab"]),
        Row("()", matches: [""], not: ["(", ")"]),
        Row("a*", matches: ["", "a", "aaaa"], not: ["b", "aab"]),
        Row("a+?", matches: ["a", "aaaa"], not: ["", "b"]),
        Row("a??b", matches: ["b", "ab"], not: ["aab", ""]),
        Row("a{3}", matches: ["aaa"], not: ["aa", "aaaa"]),
        Row("a{2,}", matches: ["aa", "aaaaa"], not: ["a"]),
        Row("a{0}b", matches: ["b"], not: ["ab"]),
        Row("(ab){1,2}?", matches: ["ab", "abab"], not: ["", "ababab"]),
        Row("é{2}", matches: ["éé"], not: ["é", "\u{E9}"]),
        Row("(a*)*b", matches: ["b", "aaab"], not: ["a"]),
        Row("(a|b?){2,3}c", matches: ["c", "abac"], not: ["abaac"]),
        Row("(|){5}a", matches: ["a"], not: [""]),
        Row("(){1000000000}a", matches: ["a"], not: [""]),
        Row(".", matches: ["a", "é", "€", "😀", "\r", "\0", "\u{85}", "\u{2028}"], not: ["", "\n", "ab", "e\u{301}"]),
        Row("[abc]", matches: ["a", "b", "c"], not: ["d", "", "ab"]),
        Row("[a-c-e]", matches: ["a", "b", "c", "-", "e"], not: ["d"]),
        Row("[-a]|[a-]", matches: ["-", "a"], not: ["b"]),
        Row("[]a]", matches: ["]", "a"], not: ["[]a]", "[", ""]),
        Row("[^]a]", matches: ["b", "\n", "é"], not: ["]", "a", ""]),
        Row("[^a-z]", matches: ["A", "\n", "€", "😀"], not: ["a", "m", "z", "AB"]),
        Row("[а-яё]+", matches: ["привет", "ёж"], not: ["Привет", "a", "\u{D0}"]),
        Row("[\u{7F}-\u{800}]", matches: ["\u{7F}", "é", "\u{800}"], not: ["~", "\u{801}"]),
        Row(#"[\d\-.\]x-z]+"#, matches: ["0-.]y"], not: ["a", "\\"]),
        Row("[a[b]", matches: ["a", "[", "b"], not: ["]"]),
        Row(#"[\x41-\x43\n]"#, matches: ["A", "B", "C", "\n"], not: ["D", "n", "x"]),
        Row(#"[^\s\S]"#, matches: [], not: ["", "a", "\n"]),
        Row(#"[\s\S]"#, matches: ["a", "\n", "😀"], not: ["", "aa"]),
        Row(#"\d+"#, matches: ["0123456789"], not: ["٣", "x", "１"]),
        Row(#"\D"#, matches: ["x", "٣", "\n"], not: ["7", ""]),
        Row(#"\w+"#, matches: ["azAZ09_"], not: ["é", "-", " "]),
        Row(#"\W"#, matches: ["é", "-", "\n"], not: ["_", "a"]),
        Row(#"\s"#, matches: [" ", "\t", "\n", "\r", "\u{B}", "\u{C}"], not: ["\u{A0}", "\u{85}", "x", "\u{1C}"]),
        Row(#"\S"#, matches: ["\u{A0}", "x", "\u{1C}"], not: [" ", "\n"]),
        Row(#"\a\f\n\r\t\v"#, matches: ["\u{7}\u{C}\n\r\t\u{B}"], not: ["afnrtv"]),
        Row(#"\x41\xe9\x0A"#, matches: ["Aé\n"], not: ["A\n", "x41xe9"]),
        Row(#"\.\*\+\?\(\)\[\]\{\}\|\^\$\\\/\-\_\<\ "#, matches: [".*+?()[]{}|^$\\/-_< "], not: [""]),
        Row("^main$", matches: ["main"], not: ["main\n", "main\r\n", "\nmain", "xmain"]),
        Row(#"\Amain\z"#, matches: ["main"], not: ["main\n"]),
        Row("^^a$$", matches: ["a"], not: ["a\n", "^a"]),
        Row("^a|b$", matches: ["a", "b"], not: ["ax", "xb", "ab"]),
        Row("(^a|^b)c$|((d$))", matches: ["ac", "bc", "d"], not: ["a", "cd"]),
        Row("^", matches: [""], not: ["^"]),
        Row("a{x}|{|}|b]|c{}", matches: ["a{x}", "{", "}", "b]", "c{}"], not: ["a", "b", "c"]),
        Row("a\0b", matches: ["a\0b"], not: ["a", "ab"]),
    ]

    @Test(arguments: rows)
    func `a pattern matches exactly the full values that it describes`(row: Row) throws {
        let pattern = try Pattern(row.source)
        for text in row.matching { #expect(pattern.matches(Array(text.utf8)), "\(text.debugDescription)") }
        for text in row.refused { #expect(!pattern.matches(Array(text.utf8)), "\(text.debugDescription)") }
    }

    @Test func `a pattern keeps its source, byte for byte, and is equal to those of the same source`() throws {
        let composed = try Pattern("\u{E9}")
        let decomposed = try Pattern("e\u{301}")
        #expect(composed.source == [0xC3, 0xA9])
        #expect(composed.description == "\u{E9}")
        #expect(composed != decomposed)
        #expect(try composed == Pattern([0xC3, 0xA9]))
        #expect(try Set([composed, decomposed, Pattern("\u{E9}")]).count == 2)
    }

    @Test func `the automaton is the smallest there is`() throws {
        // One state for each of the last n letters that may have been an a, and the one that refuses.
        #expect(try Pattern("(a|b)*a(a|b){6}").stateCount == 129)
        #expect(try Pattern("a|b|c|d").stateCount == 3)
        #expect(try Pattern("(https|http|ssh)x").stateCount == 10)
        #expect(Pattern.nothing.stateCount == 1)
        #expect(try Pattern("a[^\\s\\S]|b[^\\s\\S]c").stateCount == 1)
    }

    @Test(arguments: [
        ("(a|b)*", "(a*b*)*"), ("a+", "aa*"), ("a{2,4}", "aaa?a?"), ("(ab|ac)", "a[bc]"), (".", "[^\n]"),
        ("(a?){3}", "a{0,3}"), ("[^a]", "[^a]|[^a]"), ("x*|y*", "y*|x+"), ("(a|ab)(c|bcd)", "ac|abc|abcd|abbcd"),
    ])
    func `patterns that match the same values compile to automata of one size`(left: String, right: String) throws {
        let (left, right) = (try Pattern(left), try Pattern(right))
        #expect(left.stateCount == right.stateCount)
        #expect(try Pattern.witness(allowedBy: left, notBy: right) == nil)
        #expect(try Pattern.witness(allowedBy: right, notBy: left) == nil)
    }
}
