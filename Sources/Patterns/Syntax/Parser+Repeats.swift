extension Parser {
    /// A repeat operator and the source bytes that it takes, without a lazy mark.
    struct RepeatOperator {
        var counts: Repeat
        var range: Range<Int>
    }

    /// Puts the repeat that follows, if one does, around what was read.
    mutating func repeated(_ node: SyntaxNode) throws(PatternError) -> SyntaxNode {
        guard let found = try repeatOperator() else { return node }
        if case .anchor = node.kind {
            throw PatternError(
                .nothingToRepeat(text(from: found.range.lowerBound, to: index)),
                at: found.range.lowerBound
            )
        }
        if current == UInt8(ascii: "+") {
            throw PatternError(.unsupported(.possessiveRepeat), at: found.range.lowerBound)
        }
        // Lazy and greedy repeats match the same values when the whole value must match.
        _ = take(UInt8(ascii: "?"))
        if let second = try repeatOperator() {
            let both = text(from: found.range.lowerBound, to: second.range.upperBound)
            throw PatternError(.doubleRepeat(both), at: second.range.lowerBound)
        }
        return SyntaxNode(kind: .repetition(node, found.counts), range: node.range.lowerBound..<index)
    }

    /// Reads `*`, `+`, `?` or a counted repeat; anything else is left alone.
    mutating func repeatOperator() throws(PatternError) -> RepeatOperator? {
        let start = index
        let counts: Repeat
        switch current {
        case UInt8(ascii: "*"): counts = Repeat(minimum: 0, maximum: nil)
        case UInt8(ascii: "+"): counts = Repeat(minimum: 1, maximum: nil)
        case UInt8(ascii: "?"): counts = Repeat(minimum: 0, maximum: 1)
        case UInt8(ascii: "{"): return try countedRepeat()
        default: return nil
        }
        index += 1
        return RepeatOperator(counts: counts, range: start..<index)
    }

    /// A brace that no digit or comma follows is a literal, as it is to RE2 and to Python.
    private mutating func countedRepeat() throws(PatternError) -> RepeatOperator? {
        let start = index
        guard let next = byte(after: 1), next == UInt8(ascii: ",") || Self.isDigit(next) else { return nil }
        index += 1
        let minimum = number()
        var maximum = minimum
        if take(UInt8(ascii: ",")) { maximum = number() }
        guard take(UInt8(ascii: "}")) else {
            let end = source[start...].firstIndex(of: UInt8(ascii: "}")).map { min($0 + 1, start + 12) }
            throw PatternError(.malformedRepeat(text(from: start, to: end ?? start + 12)), at: start)
        }
        guard let minimum else { throw PatternError(.unsupported(.repeatWithoutMinimum), at: start) }
        if let maximum, maximum < minimum {
            throw PatternError(.repeatOutOfOrder(text(from: start, to: index)), at: start)
        }
        return RepeatOperator(counts: Repeat(minimum: minimum, maximum: maximum), range: start..<index)
    }

    /// The digits that come next; a number too large to count with stops growing and is refused for its size later.
    private mutating func number() -> Int? {
        var value: Int?
        while let digit = current, Self.isDigit(digit) {
            value = min((value ?? 0) * 10 + Int(digit - UInt8(ascii: "0")), 1_000_000_000_000)
            index += 1
        }
        return value
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
