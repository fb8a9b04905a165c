import Fixtures
import Patterns
import Testing

/// Any bytes at all: the parser answers, and what it accepts can be asked everything.
struct ByteSoupTests {
    @Test func `no source of random bytes traps the parser`() {
        var generator = SeededGenerator(seed: 0xB17E)
        let limits = PatternLimits(sourceBytes: 64, nfaStates: 2_000, dfaStates: 200)
        var accepted = 0
        for round in 0..<30_000 {
            let source = (0..<generator.below(24)).map { _ in Self.byte(round: round, using: &generator) }
            do {
                let pattern = try Pattern(source, limits: limits)
                accepted += 1
                #expect(pattern.isEmpty == (pattern.shortestMatch() == nil), "\(source)")
            } catch {
                #expect((0...source.count).contains(error.position), "\(source) \(error)")
            }
        }
        #expect(accepted > 3_000)
    }

    @Test
    func `whatever is accepted has findings inside its source, a match that matches and a near miss that does not`() {
        var generator = SeededGenerator(seed: 0xF00D)
        let limits = PatternLimits(sourceBytes: 64, nfaStates: 2_000, dfaStates: 200)
        for _ in 0..<4_000 {
            let source = (0..<generator.below(16)).map { _ in Self.byte(round: 0, using: &generator) }
            guard let pattern = try? Pattern(source, limits: limits) else { continue }
            for finding in pattern.findings {
                #expect(finding.range.lowerBound >= 0 && finding.range.upperBound <= source.count)
                #expect(!finding.message.isEmpty && !finding.hint.isEmpty)
            }
            if let match = pattern.shortestMatch() { #expect(pattern.matches(match), "\(source)") }
            if let miss = pattern.nearMiss() { #expect(!pattern.matches(miss), "\(source)") }
        }
    }

    /// Mostly syntax, so that deep parts of the parser are reached; sometimes any byte.
    private static func byte(round: Int, using generator: inout SeededGenerator) -> UInt8 {
        if round % 3 == 1 || generator.oneIn(12) { return UInt8(generator.below(256)) }
        return generator.pick(Array(#"()[]{}|*+?.^$\-,:=!<>P#&'19abdswxzQ_/"#.utf8))
    }
}
