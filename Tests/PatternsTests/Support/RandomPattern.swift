import Fixtures

/// A random pattern of the dialect as a tree that can be printed and drawn from.
indirect enum RandomPattern {
    case literal(Unicode.Scalar)
    case dot
    case escape(Character)
    case characterClass(RandomClass)
    case concatenation([RandomPattern])
    case alternation([RandomPattern])
    case group(RandomPattern, opening: String)
    case repetition(RandomPattern, minimum: Int, maximum: Int?, notation: String)

    /// The characters of patterns and texts: few, so that they meet; some of each length in UTF-8, some that mislead.
    static let alphabet: [Unicode.Scalar] = [
        "a", "b", "c", "A", "0", "9", "_", "-", ".", "/", " ", "\n", "\r", "\t", "é", "ж", "\u{2028}", "€", "😀",
        "\u{301}",
    ]

    /// A pattern of a few levels.
    ///
    /// Python backtracks, so repeats without an upper bound are not nested in one another.
    static func random(
        levels: Int,
        mayLoop: Bool = true,
        using generator: inout SeededGenerator
    ) -> Self {
        guard levels > 0, !generator.oneIn(6) else { return leaf(using: &generator) }
        switch generator.below(8) {
        case 0...2:
            return .concatenation(
                (0..<generator.below(5)).map { _ in random(levels: levels - 1, mayLoop: mayLoop, using: &generator) }
            )
        case 3, 4:
            let branches = (0..<(2 + generator.below(3))).map { _ in
                random(levels: levels - 1, mayLoop: mayLoop, using: &generator)
            }
            return .group(.alternation(branches), opening: opening(using: &generator))
        case 5:
            let body = random(levels: levels - 1, mayLoop: mayLoop, using: &generator)
            return .group(body, opening: opening(using: &generator))
        default:
            return repetition(levels: levels, mayLoop: mayLoop, using: &generator)
        }
    }

    private static func opening(using generator: inout SeededGenerator) -> String {
        switch generator.below(3) {
        case 0: "("
        case 1: "(?:"
        default: "(?P<g\(generator.next())>"
        }
    }

    private static func leaf(using generator: inout SeededGenerator) -> Self {
        switch generator.below(10) {
        case 0...4: .literal(generator.pick(alphabet))
        case 5: .dot
        case 6: .escape(generator.pick(Array("dwsDWS")))
        default: .characterClass(.random(using: &generator))
        }
    }

    private static func repetition(levels: Int, mayLoop: Bool, using generator: inout SeededGenerator) -> Self {
        let minimum = generator.below(3)
        let loops = mayLoop && generator.oneIn(2)
        let maximum = loops ? nil : minimum + generator.below(3)
        let notation: String
        switch (minimum, maximum) {
        case (0, nil): notation = generator.pick(["*", "{0,}"])
        case (1, nil): notation = generator.pick(["+", "{1,}"])
        case (0, 1): notation = generator.pick(["?", "{0,1}"])
        case (_, nil): notation = "{\(minimum),}"
        case (_, minimum): notation = "{\(minimum)}"
        case (_, let maximum?): notation = "{\(minimum),\(maximum)}"
        }
        var body = random(levels: levels - 1, mayLoop: mayLoop && !loops, using: &generator)
        if !body.isAtom { body = .group(body, opening: opening(using: &generator)) }
        let lazy = generator.oneIn(4) ? "?" : ""
        return .repetition(body, minimum: minimum, maximum: maximum, notation: notation + lazy)
    }

    private var isAtom: Bool {
        switch self {
        case .literal, .dot, .escape, .characterClass, .group: true
        case .concatenation, .alternation, .repetition: false
        }
    }
}

extension RandomPattern {
    /// The pattern as source.
    var source: String {
        switch self {
        case .literal(let scalar): Self.written(scalar)
        case .dot: "."
        case .escape(let letter): "\\\(letter)"
        case .characterClass(let characters): characters.source
        case .concatenation(let items): items.map(\.source).joined()
        case .alternation(let branches): branches.map(\.source).joined(separator: "|")
        case .group(let body, let opening): opening + body.source + ")"
        case .repetition(let body, _, _, let notation): body.source + notation
        }
    }

    static func written(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case ".", "-": "\\\(scalar)"
        case "\t": "\\t"
        case "\n": "\\n"
        case "\r": "\\x0d"
        case "é": "\\xE9"
        default: String(scalar)
        }
    }

    /// A text that the pattern probably matches; the answer is for others to give.
    func sample(using generator: inout SeededGenerator) -> String {
        switch self {
        case .literal(let scalar): String(scalar)
        case .dot: String(generator.pick(Self.alphabet))
        case .escape(let letter): RandomClass.sample(of: letter, using: &generator)
        case .characterClass(let characters): characters.sample(using: &generator)
        case .concatenation(let items): items.map { $0.sample(using: &generator) }.joined()
        case .alternation(let branches): generator.pick(branches).sample(using: &generator)
        case .group(let body, _): body.sample(using: &generator)
        case .repetition(let body, let minimum, let maximum, _):
            (0..<Int.random(in: minimum...(maximum ?? minimum + 2), using: &generator))
                .map { _ in body.sample(using: &generator) }.joined()
        }
    }
}
