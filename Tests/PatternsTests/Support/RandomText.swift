import Fixtures

/// Texts for and near a pattern, short because Python's time can double with every character.
enum RandomText {
    private static let longest = 14

    /// A text that the pattern probably matches.
    static func sample(of pattern: RandomPattern, using generator: inout SeededGenerator) -> String {
        // A long sample is drawn again rather than cut, since a cut one hardly ever matches.
        for _ in 0..<4 {
            let sample = pattern.sample(using: &generator)
            if sample.unicodeScalars.count <= longest { return sample }
        }
        return String(pattern.sample(using: &generator).unicodeScalars.prefix(longest))
    }

    /// A text that has nothing to do with any pattern.
    static func random(using generator: inout SeededGenerator) -> String {
        text((0..<generator.below(8)).map { _ in generator.pick(RandomPattern.alphabet) })
    }

    /// The text with an edit or two.
    static func mutated(_ original: String, using generator: inout SeededGenerator) -> String {
        var scalars = Array(original.unicodeScalars)
        for _ in 0...generator.below(2) {
            let place = generator.below(scalars.count + 1)
            switch generator.below(5) {
            case 0: scalars.insert(generator.pick(RandomPattern.alphabet), at: place)
            case 1 where place < scalars.count: scalars.remove(at: place)
            case 2 where place < scalars.count: scalars[place] = generator.pick(RandomPattern.alphabet)
            case 3: scalars.append("\n")
            default: scalars += scalars.prefix(3)
            }
        }
        return text(Array(scalars.prefix(longest)))
    }

    static func text(_ scalars: [Unicode.Scalar]) -> String {
        var text = String.UnicodeScalarView()
        text += scalars
        return String(text)
    }
}
