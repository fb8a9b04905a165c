extension Pattern {
    /// What looks unintended in the pattern: first about the whole, then part by part in the order of the source.
    ///
    /// The source is read again and the branches of alternations are compared with each other, so ask at load, not at
    /// every decision: it takes some tenths of a millisecond.
    public var findings: [PatternFinding] {
        // The source has been parsed before, so it parses.
        guard let syntax = try? Parser.parse(source, limits: limits) else { return [] }
        let whole = wholeFinding
        var parts = syntax.unescapedDots(in: self) + syntax.classMistakes(in: self) + syntax.branchFindings(in: self)
        if whole?.kind != .matchesEverything { parts += syntax.unboundedAnyCharacters(in: self) }
        if let anchor = syntax.firstAnchor { parts.append(finding(redundant: anchor)) }
        parts.sort { ($0.position, $0.range.count) < ($1.position, $1.range.count) }
        return (whole.map { [$0] } ?? []) + parts
    }

    /// The source of a part, for messages.
    func quote(_ range: Range<Int>) -> String {
        "`" + Excerpt.of(source[range]) + "`"
    }

    /// What the automaton says about the pattern as a whole.
    private var wholeFinding: PatternFinding? {
        if isEmpty {
            return PatternFinding(
                kind: .matchesNothing,
                severity: .warning,
                range: source.indices,
                message: "The pattern matches no value at all.",
                hint: "Remove it, or write what it is meant to allow."
            )
        }
        if matchesEveryPrintableValue {
            return PatternFinding(
                kind: .matchesEverything,
                severity: .warning,
                range: source.indices,
                message: "The pattern matches every printable value, so it restricts nothing.",
                hint: "Write what all values have in common, and `[a-z0-9-]+` or the like where they differ."
            )
        }
        guard matches([]) else { return nil }
        return PatternFinding(
            kind: .matchesEmpty,
            severity: .information,
            range: source.indices,
            message: "The pattern matches the empty value.",
            hint: "Unless that is meant, write `+` instead of `*`, or leave out a `?`."
        )
    }

    private var matchesEveryPrintableValue: Bool {
        let search = ProductSearch(.anyPrintableText, automaton, goal: .leftOnly, pairLimit: .max)
        if case .none = search.shortest(of: ReadableBytes.printable) { return true }
        return false
    }

    private func finding(redundant anchor: SyntaxNode) -> PatternFinding {
        PatternFinding(
            kind: .redundantAnchor,
            severity: .information,
            range: anchor.range,
            message: "\(quote(anchor.range)) changes nothing, because the whole value is always matched.",
            hint: "It may stay or go."
        )
    }
}
