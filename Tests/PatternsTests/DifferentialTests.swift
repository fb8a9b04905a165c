import Fixtures
import Patterns
import Testing

/// Patterns against Python's `re.fullmatch` with `re.ASCII`, on what both dialects have.
struct DifferentialTests {
    private static let seed: UInt64 = 0x5EED_2026

    @Test func `100,000 pairs of a pattern and a text get the answer that Python's re.fullmatch gives`() async throws {
        var generator = SeededGenerator(seed: Self.seed)
        let requests = (0..<5_100).map { _ in
            let pattern = RandomPattern.random(levels: 2 + generator.below(3), using: &generator)
            let start = generator.pick(["", "", "^", #"\A"#])
            let end = generator.pick(["", "", "$"])
            let isAlternation = if case .alternation = pattern { true } else { false }
            let source = isAlternation ? pattern.source : start + pattern.source + end
            let texts = (0..<20).map { index in
                switch index % 4 {
                case 0, 1: RandomText.sample(of: pattern, using: &generator)
                case 2: RandomText.mutated(RandomText.sample(of: pattern, using: &generator), using: &generator)
                default: RandomText.random(using: &generator)
                }
            }
            return PythonOracle.Request(pattern: source, texts: texts)
        }
        let answers = try await PythonOracle.ask(requests)

        // What a random pattern overlaps in, no person writes; one in some thousands needs more than the default.
        var limits = PatternLimits(dfaStates: 1_000_000)
        limits.constructionSteps = 100_000_000

        var tally = Tally()
        for (request, answer) in zip(requests, answers) {
            let pattern = try Pattern(request.pattern, limits: limits)
            let matches = try #require(answer.matches, "Python refuses \(request.pattern): \(answer.error ?? "")")
            tally.compare(pattern, texts: request.texts, with: matches)
        }
        #expect(tally.disagreements.isEmpty, "seed \(Self.seed): \(tally.report)")
        #expect(tally.compared >= 100_000)
        #expect(tally.unanswered < 200)
        // A generator that never matches, or always, would prove nothing.
        #expect(tally.matched > 30_000)
        #expect(tally.compared - tally.matched > 30_000)
    }

    @Test func `what both engines accept of random character soup, they match alike`() async throws {
        var generator = SeededGenerator(seed: Self.seed + 1)
        let requests = (0..<20_000).map { _ in
            PythonOracle.Request(
                pattern: Self.soup(using: &generator),
                texts: (0..<6).map { _ in RandomText.random(using: &generator) } + [
                    "", "a", "{", "]", "-", "a{", "\n", "a\n",
                ]
            )
        }
        let answers = try await PythonOracle.ask(requests)

        var tally = Tally()
        var disputes: [String] = []
        var refused = 0
        for (request, answer) in zip(requests, answers) {
            switch (Result { () throws(PatternError) in try Pattern(request.pattern) }, answer.matches) {
            case (.success(let pattern), let matches?):
                tally.compare(pattern, texts: request.texts, with: matches)
            case (.success, nil):
                disputes.append("\(request.pattern.debugDescription) is refused by Python only: \(answer.error ?? "")")
            case (.failure(let error), .some) where !error.kind.isStricterThanPython:
                disputes.append("\(request.pattern.debugDescription) is accepted by Python: \(error)")
            case (.failure, _):
                refused += 1
            }
        }
        #expect(disputes.isEmpty, "seed \(Self.seed + 1): \(disputes.prefix(10).joined(separator: "\n"))")
        #expect(tally.disagreements.isEmpty, "seed \(Self.seed + 1): \(tally.report)")
        #expect(tally.compared > 50_000)
        #expect(refused > 5_000)
    }

    /// Fragments of syntax in any order, without what Python spells differently: `(?<name>…)` and `\z`.
    private static func soup(using generator: inout SeededGenerator) -> String {
        let fragments = [
            "a", "b", "é", "-", "]", "[", "[^", "(", "(?:", ")", "|", "*", "+", "?", "{", "}", "{2}", "{1,2}", "{,2}",
            "{2,1}",
            "{a}", ".", "^", "$", "\\", "\\d", "\\W", "\\.", "\\]", "\\x41", "\\x4", "\\q", "\\b", "a-", "c-a", "\\1",
            "(?=",
            "(?i)", "\\A", "[:alpha:]", "&&", ",", "0", "\n",
        ]
        return (0..<(1 + generator.below(7))).map { _ in generator.pick(fragments) }.joined()
    }
}

/// What was compared, and where the two engines differ.
private struct Tally {
    private(set) var compared = 0
    private(set) var matched = 0
    /// Texts on which Python backtracked for too long.
    private(set) var unanswered = 0
    private(set) var disagreements: [String] = []

    mutating func compare(_ pattern: Pattern, texts: [String], with answers: [Bool?]) {
        for (text, answer) in zip(texts, answers) {
            guard let answer else {
                unanswered += 1
                continue
            }
            let ours = pattern.matches(Array(text.utf8))
            compared += 1
            if ours { matched += 1 }
            guard ours != answer else { continue }
            disagreements.append(
                "\(pattern.description.debugDescription) on \(text.debugDescription): \(ours), Python \(answer)"
            )
        }
    }

    var report: String {
        "\(disagreements.count) of \(compared) differ:\n" + disagreements.prefix(10).joined(separator: "\n")
    }
}

extension PatternError.Kind {
    /// Whether the dialect refuses on purpose what Python accepts.
    fileprivate var isStricterThanPython: Bool {
        switch self {
        case .unsupported, .unknownEscape, .malformedRepeat, .anchorInside, .anchorRepeated: true
        default: false
        }
    }
}
