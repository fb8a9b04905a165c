import Fixtures

/// A random class in brackets.
struct RandomClass {
    var isNegated: Bool
    var items: [Item]

    enum Item {
        case scalar(Unicode.Scalar)
        case range(Unicode.Scalar, Unicode.Scalar)
        case escape(Character)
    }

    static func random(using generator: inout SeededGenerator) -> Self {
        let items = (0..<(1 + generator.below(4))).map { _ -> Item in
            switch generator.below(4) {
            case 0, 1:
                return .scalar(generator.pick(RandomPattern.alphabet + ["]", "[", "^", "\\", "|", "*"]))
            case 2:
                let ends = [generator.pick(RandomPattern.alphabet), generator.pick(RandomPattern.alphabet)].sorted()
                return .range(ends[0], ends[1])
            default:
                return .escape(generator.pick(Array("dwsDWS")))
            }
        }
        return Self(isNegated: generator.oneIn(3), items: items)
    }

    var source: String {
        "[" + (isNegated ? "^" : "") + items.map(written).joined() + "]"
    }

    private func written(_ item: Item) -> String {
        switch item {
        case .scalar(let scalar): written(scalar)
        case .range(let low, let high): written(low) + "-" + written(high)
        case .escape(let letter): "\\\(letter)"
        }
    }

    private func written(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "]", "[", "^", "\\", "|": "\\\(scalar)"
        default: RandomPattern.written(scalar)
        }
    }

    func sample(using generator: inout SeededGenerator) -> String {
        if isNegated { return String(generator.pick(RandomPattern.alphabet)) }
        switch generator.pick(items) {
        case .scalar(let scalar): return String(scalar)
        case .range(let low, let high):
            let value = UInt32.random(in: low.value...high.value, using: &generator)
            return String(Unicode.Scalar(value) ?? low)
        case .escape(let letter): return Self.sample(of: letter, using: &generator)
        }
    }

    static func sample(of letter: Character, using generator: inout SeededGenerator) -> String {
        switch letter {
        case "d": String(generator.pick(Array("0579")))
        case "w": String(generator.pick(Array("azAZ09_")))
        case "s": String(generator.pick([" ", "\t", "\n", "\r", "\u{0B}", "\u{0C}"]))
        default: String(generator.pick(RandomPattern.alphabet))
        }
    }
}
