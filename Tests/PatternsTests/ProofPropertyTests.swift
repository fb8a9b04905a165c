import Fixtures
import Patterns
import Testing

/// The proofs against brute force: all strings of a and b up to a length.
struct ProofPropertyTests {
    private static let strings = BruteForce.strings(upTo: 8)

    @Test
    func `a witness of inclusion is right and shortest, and without one no short string tells the patterns apart`()
        throws
    {
        var generator = SeededGenerator(seed: 21)
        var tally = (included: 0, told: 0)
        for _ in 0..<1_000 {
            let sources = (0..<2).map { _ in BruteForce.source(levels: 3, using: &generator) }
            let (left, right) = (try Pattern(sources[0]), try Pattern(sources[1]))
            let first = Self.strings.first { left.matches($0) && !right.matches($0) }
            if let witness = try Pattern.witness(allowedBy: left, notBy: right) {
                tally.told += 1
                #expect(left.matches(witness) && !right.matches(witness), "\(sources)")
                #expect(witness.count <= first?.count ?? .max, "\(sources)")
                #expect(first != nil || witness.count > 8, "\(sources)")
            } else {
                tally.included += 1
                #expect(first == nil, "\(sources)")
            }
        }
        #expect(tally.included > 100 && tally.told > 100, "\(tally)")
    }

    @Test func `a common value is right and shortest, and without one no short string matches both`() throws {
        var generator = SeededGenerator(seed: 22)
        var tally = (common: 0, disjoint: 0)
        for _ in 0..<1_000 {
            let sources = (0..<2).map { _ in BruteForce.source(levels: 3, using: &generator) }
            let (left, right) = (try Pattern(sources[0]), try Pattern(sources[1]))
            let first = Self.strings.first { left.matches($0) && right.matches($0) }
            if let common = try left.intersects(right) {
                tally.common += 1
                #expect(left.matches(common) && right.matches(common), "\(sources)")
                #expect(common.count == first?.count || (first == nil && common.count > 8), "\(sources)")
            } else {
                tally.disjoint += 1
                #expect(first == nil, "\(sources)")
            }
        }
        #expect(tally.common > 100 && tally.disjoint > 100, "\(tally)")
    }

    @Test func `the shortest match is the first of all strings that match`() throws {
        var generator = SeededGenerator(seed: 23)
        for _ in 0..<1_000 {
            let source = BruteForce.source(levels: 4, using: &generator)
            let pattern = try Pattern(source)
            let first = Self.strings.first(where: pattern.matches)
            if let first { #expect(pattern.shortestMatch() == first, "\(source)") }
            if let match = pattern.shortestMatch() { #expect(pattern.matches(match), "\(source)") }
            #expect(pattern.isEmpty == (pattern.shortestMatch() == nil), "\(source)")
            #expect(!pattern.isEmpty || first == nil, "\(source)")
        }
    }

    @Test func `inclusion both ways means the same automaton size, whatever the sources look like`() throws {
        var generator = SeededGenerator(seed: 24)
        var equal = 0
        for _ in 0..<3_000 {
            let sources = (0..<2).map { _ in BruteForce.source(levels: 2, using: &generator) }
            let (left, right) = (try Pattern(sources[0]), try Pattern(sources[1]))
            let isSame =
                try Pattern.witness(allowedBy: left, notBy: right) == nil
                && Pattern.witness(allowedBy: right, notBy: left) == nil
            let agree = Self.strings.allSatisfy { left.matches($0) == right.matches($0) }
            #expect(!isSame || (agree && left.stateCount == right.stateCount), "\(sources)")
            if isSame { equal += 1 }
        }
        #expect(equal > 100)
    }
}
