extension SyntaxNode {
    /// Classes in brackets that match more than a reader sees.
    func classMistakes(in pattern: Pattern) -> [PatternFinding] {
        var findings: [PatternFinding] = []
        forEachPart { part in
            guard case .scalars(_, as: .brackets(let written)) = part.kind else { return }
            for item in written.items {
                guard let bounds = item.accidentalBounds(in: pattern) else { continue }
                findings.append(pattern.finding(accidental: bounds, at: item.range))
            }
            if let bar = written.barBetweenLetters(in: pattern) {
                findings.append(pattern.finding(barAt: bar.range, in: part.range))
            }
        }
        return findings
    }
}

extension SyntaxNode.WrittenClass {
    /// A `|` that stands unescaped between two letters, as in `[plan|apply]`.
    fileprivate func barBetweenLetters(in pattern: Pattern) -> SyntaxNode.ClassItem? {
        guard !isNegated else { return nil }
        for (index, item) in items.enumerated().dropFirst().dropLast()
        where pattern.source[item.range].elementsEqual("|".utf8) {
            if items[index - 1].isLetter, items[index + 1].isLetter { return item }
        }
        return nil
    }
}

extension SyntaxNode.ClassItem {
    /// Ranges that stay within one kind of character.
    private static let uniform: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5A, 0x61...0x7A]

    /// The usual ways to write "printable" and "punctuation".
    private static let usual: [ClosedRange<UInt32>] = [
        0x20...0x7E, 0x21...0x7E, 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E,
    ]

    fileprivate var isLetter: Bool {
        guard let bounds, bounds.count == 1 else { return false }
        return ScalarSet.letters.contains(bounds.lowerBound)
    }

    /// The bounds when this is a range of ASCII that runs from one kind of character into another: `A-z`, `.-_`.
    fileprivate func accidentalBounds(in pattern: Pattern) -> ClosedRange<UInt32>? {
        guard let bounds, bounds.count > 1, bounds.lowerBound >= 0x20, bounds.upperBound <= 0x7E,
            !Self.usual.contains(bounds),
            !Self.uniform.contains(where: { $0.contains(bounds.lowerBound) && $0.contains(bounds.upperBound) })
        else { return nil }
        // Who writes a code point means it.
        let text = pattern.source[range]
        let isByCodePoint = zip(text, text.dropFirst()).contains { $0 == UInt8(ascii: "\\") && $1 == UInt8(ascii: "x") }
        return isByCodePoint ? nil : bounds
    }
}

extension Pattern {
    fileprivate func finding(accidental bounds: ClosedRange<UInt32>, at range: Range<Int>) -> PatternFinding {
        let inner = bounds.dropFirst().dropLast().filter { $0 != 0x2D }
        let punctuation = inner.filter { !ScalarSet.letters.union(.digits).contains($0) }
        let examples = (punctuation + inner).prefix(3).compactMap(Unicode.Scalar.init).map { "`\($0)`" }
        return PatternFinding(
            kind: .accidentalRange,
            severity: .warning,
            range: range,
            message: "The range \(quote(range)) matches \(bounds.count) characters"
                + (examples.isEmpty ? "." : ", among them \(examples.joined(separator: " "))."),
            hint: "Put the dash last in the class for a dash, or write the ranges apart, as in `A-Za-z`."
        )
    }

    fileprivate func finding(barAt bar: Range<Int>, in class: Range<Int>) -> PatternFinding {
        PatternFinding(
            kind: .barInClass,
            severity: .warning,
            range: bar,
            message: "The class \(quote(`class`)) matches one character, `|` included, not one of several words.",
            hint: "Write `(plan|apply)` for words, in round brackets."
        )
    }
}
