import Fixtures
import Patterns

/// Small patterns over the letters a and b, and all the short strings there are.
enum BruteForce {
    /// Every string of a and b with at most so many letters, the shortest first.
    static func strings(upTo length: Int) -> [[UInt8]] {
        var all: [[UInt8]] = [[]]
        var longest = all
        for _ in 0..<length {
            longest = longest.flatMap { [$0 + [UInt8(ascii: "a")], $0 + [UInt8(ascii: "b")]] }
            all += longest
        }
        return all
    }

    /// A random source; every value that it matches is made of a and b.
    static func source(levels: Int, using generator: inout SeededGenerator) -> String {
        guard levels > 0, !generator.oneIn(5) else {
            return generator.pick(["a", "b", "[ab]", "", #"[^\s\S]"#, "a", "b"])
        }
        let left = source(levels: levels - 1, using: &generator)
        switch generator.below(4) {
        case 0: return "(\(left)|\(source(levels: levels - 1, using: &generator)))"
        case 1: return left + source(levels: levels - 1, using: &generator)
        case 2: return "(\(left))" + generator.pick(["*", "+", "?", "{2}", "{1,3}", "{2,}"])
        default: return "(\(left))" + source(levels: levels - 1, using: &generator)
        }
    }
}
