import Patterns
import Testing

/// Every refused construct by name, with its position.
struct PatternErrorTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var source: String
        var position: Int
        var kind: PatternError.Kind
        var testDescription: String { source.debugDescription }

        init(_ source: String, at position: Int, _ kind: PatternError.Kind) {
            (self.source, self.position, self.kind) = (source, position, kind)
        }

        init(_ source: String, at position: Int, _ construct: UnsupportedConstruct) {
            self.init(source, at: position, .unsupported(construct))
        }
    }

    static let unsupported: [Row] = [
        Row("a(?=b)", at: 1, .lookAhead),
        Row("a(?!b)", at: 1, .negativeLookAhead),
        Row("(?<=a)b", at: 0, .lookBehind),
        Row("é(?<!a)b", at: 2, .negativeLookBehind),
        Row(#"(a)\1"#, at: 3, .backReference),
        Row(#"(a)[\2]"#, at: 4, .backReference),
        Row("(?P<n>a)(?P=n)", at: 8, .namedBackReference),
        Row(#"(?<n>a)\k<n>"#, at: 7, .namedBackReference),
        Row(#"(a)\g{1}"#, at: 3, .namedBackReference),
        Row("(?>a*)b", at: 0, .atomicGroup),
        Row("a*+", at: 1, .possessiveRepeat),
        Row("a++b", at: 1, .possessiveRepeat),
        Row("a?+", at: 1, .possessiveRepeat),
        Row("a{2,3}+", at: 1, .possessiveRepeat),
        Row("(?i)a", at: 0, .inlineFlags),
        Row("x(?i:a)", at: 1, .inlineFlags),
        Row("(?-s)", at: 0, .inlineFlags),
        Row("(?^)", at: 0, .inlineFlags),
        Row("(?#note)", at: 0, .comment),
        Row("(a)(?(1)b|c)", at: 3, .conditional),
        Row("a(?R)", at: 1, .recursion),
        Row("(?1)", at: 0, .recursion),
        Row("(?-1)", at: 0, .recursion),
        Row("(?&n)", at: 0, .recursion),
        Row("(?P>n)", at: 0, .recursion),
        Row("(?|a|b)", at: 0, .branchReset),
        Row("(?'n'a)", at: 0, .quotedGroupName),
        Row("(?C1)", at: 0, .callout),
        Row("(?{1})", at: 0, .callout),
        Row("(*COMMIT)a", at: 0, .backtrackingVerb),
        Row("(?~a)", at: 0, .unknownGroup),
        Row("(?P!a)", at: 0, .unknownGroup),
        Row("(?", at: 0, .unknownGroup),
        Row(#"\bmain\b"#, at: 0, .wordBoundary),
        Row(#"a\B"#, at: 1, .notWordBoundary),
        Row(#"main\Z"#, at: 4, .endBeforeNewline),
        Row(#"\Ga"#, at: 0, .matchStart),
        Row(#"a\Kb"#, at: 1, .matchReset),
        Row(#"\p{L}"#, at: 0, .unicodeProperty),
        Row(#"[a\PL]"#, at: 2, .unicodeProperty),
        Row(#"a\R"#, at: 1, .lineBreak),
        Row(#"\X"#, at: 0, .graphemeCluster),
        Row(#"\C"#, at: 0, .anyByte),
        Row(#"\h"#, at: 0, .horizontalSpace),
        Row(#"[\H]"#, at: 1, .horizontalSpace),
        Row(#"\V"#, at: 0, .notVerticalSpace),
        Row(#"\N{DASH}"#, at: 0, .notNewline),
        Row(#"\Qa.b\E"#, at: 0, .quotedLiteral),
        Row(#"a\012"#, at: 1, .octalEscape),
        Row(#"\x{e9}"#, at: 0, .bracedHexEscape),
        Row(#"\u00e9"#, at: 0, .unicodeEscape),
        Row(#"[\U000000e9]"#, at: 1, .unicodeEscape),
        Row(#"\cA"#, at: 0, .controlEscape),
        Row(#"\e"#, at: 0, .escapeCharacter),
        Row(#"[a\b]"#, at: 2, .backspaceInClass),
        Row("[0-9[:alpha:]]", at: 4, .posixClass),
        Row("[[:^digit:]]", at: 1, .posixClass),
        Row("[a-z&&[^x]]", at: 4, .classIntersection),
        Row("a{,3}", at: 1, .repeatWithoutMinimum),
        Row("a{,}", at: 1, .repeatWithoutMinimum),
    ]

    static let malformed: [Row] = [
        Row(#"a\q"#, at: 1, .unknownEscape(#"\q"#)),
        Row(#"[\y]"#, at: 1, .unknownEscape(#"\y"#)),
        Row(#"x\é"#, at: 1, .unknownEscape(#"\é"#)),
        Row(#"\x4"#, at: 0, .incompleteEscape(#"\x4"#)),
        Row(#"a\xg0"#, at: 1, .incompleteEscape(#"\x"#)),
        Row(#"ab\"#, at: 2, .trailingBackslash),
        Row(#"[a\"#, at: 2, .trailingBackslash),
        Row("a(b", at: 1, .unbalanced("(")),
        Row("(a(b)", at: 0, .unbalanced("(")),
        Row("ab)", at: 2, .unbalanced(")")),
        Row(")", at: 0, .unbalanced(")")),
        Row("a[bc", at: 1, .unbalanced("[")),
        Row("[]", at: 0, .unbalanced("[")),
        Row("[^]", at: 0, .unbalanced("[")),
        Row("[a-", at: 0, .unbalanced("[")),
        Row("*a", at: 0, .nothingToRepeat("*")),
        Row("a|+", at: 2, .nothingToRepeat("+")),
        Row("(?:?)", at: 3, .nothingToRepeat("?")),
        Row("({2,3}a)", at: 1, .nothingToRepeat("{2,3}")),
        Row("^*a", at: 1, .nothingToRepeat("*")),
        Row("a${2}", at: 2, .nothingToRepeat("{2}")),
        Row("a**", at: 2, .doubleRepeat("**")),
        Row("a{2}{3}", at: 4, .doubleRepeat("{2}{3}")),
        Row("a*?*", at: 3, .doubleRepeat("*?*")),
        Row("a{1", at: 1, .malformedRepeat("{1")),
        Row("a{1,2", at: 1, .malformedRepeat("{1,2")),
        Row("a{1, 2}", at: 1, .malformedRepeat("{1, 2}")),
        Row("a{1x}b", at: 1, .malformedRepeat("{1x}")),
        Row("a{3,2}", at: 1, .repeatOutOfOrder("{3,2}")),
        Row("[z-a]", at: 1, .rangeOutOfOrder("z-a")),
        Row(#"[é-\x41]"#, at: 1, .rangeOutOfOrder(#"é-\x41"#)),
        Row(#"[\w-.]"#, at: 1, .rangeOfClass(#"\w-."#)),
        Row(#"[a-\d]"#, at: 1, .rangeOfClass(#"a-\d"#)),
        Row("a^b", at: 1, .anchorInside("^")),
        Row("a$b", at: 1, .anchorInside("$")),
        Row("$^", at: 0, .anchorInside("$")),
        Row("(a|b$)c", at: 4, .anchorInside("$")),
        Row("a(^b)", at: 2, .anchorInside("^")),
        Row(#"a\Ab"#, at: 1, .anchorInside(#"\A"#)),
        Row(#"(a\z)b"#, at: 2, .anchorInside(#"\z"#)),
        Row("(^a)*", at: 1, .anchorRepeated("^")),
        Row("(a$)?", at: 2, .anchorRepeated("$")),
        Row("(?P<>a)", at: 0, .malformedGroupName("")),
        Row("(?P<1a>b)", at: 0, .malformedGroupName("1a")),
        Row("(?<a-b>c)", at: 0, .malformedGroupName("a")),
        Row("(?P<n", at: 0, .malformedGroupName("n")),
    ]

    @Test(arguments: unsupported + malformed)
    func `what is refused is refused by name and position`(row: Row) {
        let error = #expect(throws: PatternError.self) { _ = try Pattern(row.source) }
        #expect(error?.kind == row.kind)
        #expect(error?.position == row.position)
    }

    @Test func `every unsupported construct is in the table, with a name and a hint of its own`() {
        let tested = Self.unsupported.map(\.kind)
        for construct in UnsupportedConstruct.allCases {
            #expect(tested.contains(.unsupported(construct)), "\(construct)")
            #expect(!construct.name.isEmpty && !construct.hint.isEmpty)
        }
        #expect(Set(UnsupportedConstruct.allCases.map(\.name)).count == UnsupportedConstruct.allCases.count)
    }

    @Test func `a byte that is not UTF-8 is refused in a class`() {
        let source = Array("a[b".utf8) + [0xFF] + Array("]".utf8)
        let error = #expect(throws: PatternError.self) { _ = try Pattern(source) }
        #expect(error?.kind == .invalidUTF8(0xFF))
        #expect(error?.position == 3)
        #expect(error?.description == "at byte 3: byte 0xff in a class is not UTF-8; write the pattern in UTF-8")
    }

    @Test func `the text of an error quotes no control character and no endless source`() {
        let error = #expect(throws: PatternError.self) { _ = try Pattern("[\u{202E}-\u{1B}]") }
        #expect(error?.message == #"the range `\u{202e}-\u{1b}` is out of order"#)
        let long = #expect(throws: PatternError.self) {
            _ = try Pattern("(?P<" + String(repeating: "n", count: 10_000) + "a")
        }
        #expect(long?.description.utf8.count ?? 0 < 200)
    }
}
