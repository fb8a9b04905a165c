import Fixtures
import Patterns
import Testing

/// Patterns that would blow up are refused at load, with their size, before they take memory or time.
struct PatternLimitsTests {
    private static func refusal(of source: String, limits: PatternLimits = .default) -> PatternError? {
        do {
            _ = try Pattern(source, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    @Test func `nested counted repeats are refused with the size that they multiply to`() throws {
        let error = try #require(Self.refusal(of: "x|((a{1000}){1000}){1000}"))
        #expect(error.kind == .tooLarge(.nfaStates, size: 1_000_000_002, limit: 200_000))
        #expect(error.position == 3)
        #expect(error.message.contains("1000000002 states, 200000 are allowed"))
    }

    @Test(arguments: [
        "a{99999999999999999999}", "((((a{9999999}){9999999}){9999999}){9999999}){9999999}", "(a|b{999999}){999999,}",
    ])
    func `a size that no integer holds is still refused`(source: String) throws {
        let error = try #require(Self.refusal(of: source))
        guard case .tooLarge(.nfaStates, _, _) = error.kind else {
            Issue.record("\(error)")
            return
        }
    }

    @Test func `a pattern whose automaton doubles with every letter is refused as soon as the limit is reached`() throws
    {
        let error = try #require(Self.refusal(of: "(a|b)*a(a|b){30}"))
        #expect(error.kind == .tooLarge(.dfaStates, size: 20_001, limit: 20_000))
        #expect(Self.refusal(of: "(a|b)*a(a|b){10}") == nil)
    }

    @Test func `groups nested too deep are refused where the depth is passed`() throws {
        let deep = String(repeating: "(", count: 50_000) + String(repeating: ")", count: 50_000)
        #expect(Self.refusal(of: deep)?.kind == .tooLarge(.nestingDepth, size: 101, limit: 100))
        #expect(Self.refusal(of: deep)?.position == 100)
        let allowed = String(repeating: "(", count: 100) + "a" + String(repeating: ")*", count: 100)
        #expect(Self.refusal(of: allowed) == nil)
    }

    @Test func `a source that is too long is refused by its length`() {
        let long = String(repeating: "a", count: 131_073)
        #expect(Self.refusal(of: long)?.kind == .tooLarge(.sourceBytes, size: 131_073, limit: 131_072))
    }

    @Test(arguments: [
        ("abc", 3), ("a|b|c", 5), ("a*", 2), ("a+", 2), ("a{2,}", 3), ("a{3}", 3), ("a{1,3}", 5), ("(a|b){2}", 6),
        ("é€😀", 9), (".", 8), ("[a-c]", 1), ("(a*b){0,2}", 8), ("[à-ÿ]", 2), ("x{0}y", 1), ("(ab)?", 3),
    ])
    func `the size is counted exactly before anything is built`(source: String, states: Int) {
        #expect(Self.refusal(of: source, limits: PatternLimits(nfaStates: states)) == nil)
        let error = Self.refusal(of: source, limits: PatternLimits(nfaStates: states - 1))
        #expect(error?.kind == .tooLarge(.nfaStates, size: states, limit: states - 1))
    }

    @Test func `the limits can be set`() {
        #expect(Self.refusal(of: "abc", limits: PatternLimits(sourceBytes: 2)) != nil)
        #expect(Self.refusal(of: "abc", limits: PatternLimits(nfaStates: 2)) != nil)
        #expect(Self.refusal(of: "abc", limits: PatternLimits(dfaStates: 3)) != nil)
        #expect(Self.refusal(of: "abc", limits: PatternLimits(sourceBytes: 3, nfaStates: 3, dfaStates: 4)) == nil)
        var limits = PatternLimits.default
        limits.nestingDepth = 1
        #expect(Self.refusal(of: "((a))", limits: limits) != nil)
        limits.constructionSteps = 10
        #expect(Self.refusal(of: "a{20}", limits: limits)?.kind == .tooLarge(.constructionSteps, size: 11, limit: 10))
    }

    @Test func `limits without bounds still leave the compilation within its own`() {
        var limits = PatternLimits(sourceBytes: .max, nfaStates: .max, dfaStates: .max)
        limits.nestingDepth = .max
        limits.proofPairs = .max
        let deep = String(repeating: "(", count: 200_000)
        #expect(Self.refusal(of: deep, limits: limits)?.kind == .tooLarge(.nestingDepth, size: 251, limit: 250))
        guard case .tooLarge(.nfaStates, _, _) = Self.refusal(of: "(a{65536}){65536}", limits: limits)?.kind else {
            Issue.record("a pattern of 2^32 states was not refused")
            return
        }
    }

    @Test(arguments: [
        "(a|b)*a(a|b){30}", "((a{1000}){1000}){1000}", "(a?){60000}", "(.{1,100}/){1,100}", "(.*a){200}b",
        #"(\w|[a-z]|.){1,4000}"#, "[^/]{1,1000}(x[^/]{1,1000})*", "(.|a|b|c|d|e|f|g){6000}", "(x*x*x*x*){3000}",
        String(repeating: "a|", count: 60_000), String(repeating: "(", count: 100_000),
        String(repeating: "[^a]", count: 6_000), "([a-z]*[0-9]*){4000}", String(repeating: "a?", count: 40_000),
    ])
    func `whatever the pattern, the answer comes at once`(source: String) {
        // A release build takes 20 ms at most, a debug build some fifty times as long, a blow-up for ever.
        var shortest = Duration.seconds(3600)
        for _ in 1...3 where shortest >= .seconds(5) {
            shortest = min(shortest, ProcessorTime.measure { _ = Self.refusal(of: source) })
        }
        #expect(shortest < .seconds(5))
    }

    @Test func `six hundred repositories are within the limits`() throws {
        let repositories = (0..<600).map {
            Array("https://github.com/acme/service-\($0 * 7919 % 10_007)-live.git".utf8)
        }
        let pattern = try Pattern(Pattern.alternation(of: repositories.map(Pattern.escaping)))
        for repository in repositories { #expect(pattern.matches(repository)) }
        #expect(!pattern.matches(Array("https://github.com/acme/service-10007-live.git".utf8)))
        #expect(pattern.findings.isEmpty)
    }
}
