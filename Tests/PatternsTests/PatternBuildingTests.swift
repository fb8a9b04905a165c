import Fixtures
import Patterns
import Testing

/// Sources made of literals and of other sources.
struct PatternBuildingTests {
    @Test func `an escaped literal matches itself and nothing one byte away`() throws {
        var generator = SeededGenerator(seed: 3)
        for round in 0..<400 {
            let literal = (0..<generator.below(12)).map { _ in
                round % 2 == 0 ? UInt8(generator.below(256)) : UInt8(0x20 + generator.below(0x60))
            }
            let pattern = try Pattern(Pattern.escaping(literal))
            #expect(pattern.matches(literal), "\(literal)")
            #expect(pattern.shortestMatch() == literal)
            for index in literal.indices {
                var changed = literal
                changed[index] ^= UInt8(1 + generator.below(255))
                #expect(!pattern.matches(changed), "\(literal) \(changed)")
            }
            #expect(!pattern.matches(literal + [0x0A]))
        }
    }

    @Test func `escaping leaves readable what need not be escaped`() {
        let repository = Array("git@github.com:acme/infra live_1.git".utf8)
        #expect(Pattern.escaping(repository) == Array(#"git@github\.com:acme/infra live_1\.git"#.utf8))
        #expect(Pattern.escaping(Array("a\n\u{7F}é".utf8)) == Array(#"a\x0a\x7fé"#.utf8))
    }

    @Test func `every single byte can be escaped`() throws {
        for byte in UInt8.min...UInt8.max {
            let pattern = try Pattern(Pattern.escaping([byte]))
            let matching = (UInt8.min...UInt8.max).filter { pattern.matches([$0]) }
            #expect(matching == [byte])
        }
    }

    @Test func `an alternation matches what any source matches, each on its own`() throws {
        let sources = ["a|b", "^c$", "", "d(?P<n>e)?", "(?P<n>f)"].map { Array($0.utf8) }
        let pattern = try Pattern(Pattern.alternation(of: sources))
        for text in ["a", "b", "c", "", "d", "de", "f"] { #expect(pattern.matches(text.utf8), "\(text)") }
        for text in ["ab", "bc", "ac", "cd", "e", "a\n"] { #expect(!pattern.matches(text.utf8), "\(text)") }
    }

    @Test func `an empty list allows nothing, not even the empty value`() throws {
        #expect(try Pattern.alternation(of: []) == Pattern.nothing.source)
        let compiled = try Pattern(Pattern.nothing.source)
        for pattern in [compiled, .nothing] {
            #expect(pattern.isEmpty)
            #expect(pattern.shortestMatch() == nil)
            for text in ["", "a", "\n", "[^\\s\\S]"] { #expect(!pattern.matches(text.utf8)) }
        }
        #expect(compiled == .nothing)
    }

    @Test func `a list with one empty source is not an empty list`() throws {
        let pattern = try Pattern(Pattern.alternation(of: [[]]))
        #expect(pattern.matches([]))
        #expect(!pattern.matches(Array("a".utf8)))
    }

    @Test(arguments: ["a)|(b", "(a", "a)", "[a", #"a\"#, "*", "a(?=b)"])
    func `a source that is no pattern by itself cannot hide in an alternation`(source: String) {
        #expect(throws: PatternError.self) { try Pattern.alternation(of: [Array("x".utf8), Array(source.utf8)]) }
    }
}
