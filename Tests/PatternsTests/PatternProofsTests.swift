import Patterns
import Testing

/// Emptiness, universality, inclusion and intersection, each with a value that shows it.
struct PatternProofsTests {
    private static func text(_ bytes: [UInt8]?) -> String? {
        bytes.map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(
        arguments: [
            (#"[^\s\S]"#, nil), ("a[^\\s\\S]", nil), ("", ""), ("a*", ""), ("a|bb", "a"), ("[a-z]{3}", "aaa"),
            ("[0-9A-Z]", "0"), ("[#-']", "#"), (#"\s"#, " "), (#"\W"#, "-"), ("\n|bb", "bb"), ("[\\x00-\\x1f]", "\0"),
            ("[а-я]", "а"), ("[а-я]|long", "long"), (#"https://github\.com/[a-z0-9-]+/.+"#, "https://github.com/a/a"),
            ("b|a", "a"), ("ab|b", "b"), ("(zz|y)+", "y"),
        ] as [(String, String?)]
    )
    func `the shortest match is readable where a readable one exists`(source: String, expected: String?) throws {
        let pattern = try Pattern(source)
        #expect(Self.text(pattern.shortestMatch()) == expected)
        #expect(pattern.isEmpty == (expected == nil))
    }

    @Test(arguments: [
        (#"[\s\S]*"#, true), (#"(.|\n)*"#, true), ("[^a]*|[\\s\\S]*a[\\s\\S]*", true), (".*", false),
        (#"[\s\S]+"#, false),
        ("[\0-\u{10FFFF}]*", true), ("[\0-\u{FFFF}]*", false), ("[^\u{10FFFF}]*", false), ("", false),
        (#"[^\s\S]"#, false),
    ])
    func `a pattern is universal when every text matches`(source: String, isUniversal: Bool) throws {
        #expect(try Pattern(source).isUniversal == isUniversal)
    }

    @Test(
        arguments: [
            ("a", "a|b", nil), ("a|b", "a", "b"),
            ("https://github.com/acme/x", #"https://github\.com/acme/x"#, "https://githubacom/acme/x"),
            (".*", #"[\s\S]*"#, nil), (#"[\s\S]*"#, ".*", "\n"), ("main|release/.*", "main|release/[0-9]+", "release/"),
            (#"[^\s\S]"#, "a", nil), ("a", #"[^\s\S]"#, "a"), ("[a-z]+", "[a-y]+", "z"), ("(aa)*", "(aaa)*", "aa"),
            ("[^/]+", #"[\x00-\x7f]+"#, "\u{80}"), ("planner", "plan", "planner"), ("plan", "planner|plan", nil),
        ] as [(String, String, String?)]
    )
    func `a witness shows what one pattern allows and the other does not`(
        allowed: String,
        other: String,
        expected: String?
    ) throws {
        let witness = try Pattern.witness(allowedBy: Pattern(allowed), notBy: Pattern(other))
        #expect(Self.text(witness) == expected)
    }

    @Test(
        arguments: [
            ("[a-m]+", "[m-z]+", "m"), ("[a-l]+", "[m-z]+", nil), ("a*b", "ab*", "ab"), (".*x", "y.*", "yx"),
            ("(aa)+", "(aaa)+", "aaaaaa"), ("é", "\u{E9}", "é"), ("é", "e\u{301}", nil), (#"[^\s\S]"#, ".*", nil),
        ] as [(String, String, String?)]
    )
    func `two patterns intersect in a value that both match`(left: String, right: String, expected: String?) throws {
        let (left, right) = (try Pattern(left), try Pattern(right))
        #expect(try Self.text(left.intersects(right)) == expected)
        #expect(try (right.intersects(left) == nil) == (expected == nil))
    }

    @Test func `a proof that would visit too many pairs says so instead of answering`() throws {
        var limits = PatternLimits.default
        limits.proofPairs = 1_000
        // 1,068 is the first multiple of 89 that is one more than a multiple of 97.
        let (left, right) = ("a(a{97})*", "(a{89})*")
        let error = #expect(throws: PatternError.self) {
            _ = try Pattern(left, limits: limits).intersects(Pattern(right))
        }
        #expect(error?.kind == .tooLarge(.proofPairs, size: 1_001, limit: 1_000))
        #expect(try Pattern(left).intersects(Pattern(right))?.count == 1_068)
        // Nine letters are ten pairs of states.
        limits.proofPairs = 10
        let nine = try Pattern("a{9}", limits: limits)
        #expect(try nine.intersects(nine)?.count == 9)
        limits.proofPairs = 9
        let few = try Pattern("a{9}", limits: limits)
        #expect(throws: PatternError.self) { _ = try few.intersects(nine) }
    }
}
