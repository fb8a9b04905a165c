extension Pattern {
    /// Whether no value at all matches.
    public var isEmpty: Bool { automaton.start == Automaton.dead }

    /// Whether every value that is UTF-8 matches.
    public var isUniversal: Bool {
        if case .none = ProductSearch(.anyText, automaton, goal: .leftOnly, pairLimit: .max).shortest(
            of: ReadableBytes.all
        ) {
            true
        } else {
            false
        }
    }

    /// The shortest value that matches, or `nil` when none does.
    ///
    /// A value in printable ASCII is preferred to a shorter one that is not, then letters to digits to punctuation.
    public func shortestMatch() -> [UInt8]? {
        let search = ProductSearch(automaton, .nothing, goal: .leftOnly, pairLimit: .max)
        guard case .found(let bytes) = search.mostReadable() else { return nil }
        return bytes
    }

    /// A value that one pattern matches and the other does not, or `nil` as proof that there is none.
    ///
    /// `nil` says that everything the first allows is allowed by the second. The witness is the shortest in printable
    /// ASCII when there is one.
    ///
    /// - Throws: ``PatternError`` of kind `tooLarge` when the proof would visit more than a million pairs of states.
    public static func witness(allowedBy allowed: Self, notBy other: Self) throws(PatternError) -> [UInt8]? {
        try allowed.search(other, goal: .leftOnly)
    }

    /// A value that both patterns match, or `nil` as proof that there is none.
    ///
    /// - Throws: ``PatternError`` of kind `tooLarge` when the proof would visit more than a million pairs of states.
    public func intersects(_ other: Self) throws(PatternError) -> [UInt8]? {
        try search(other, goal: .both)
    }

    private func search(_ other: Self, goal: ProductSearch.Goal) throws(PatternError) -> [UInt8]? {
        let limit = min(limits.proofPairs, other.limits.proofPairs)
        switch ProductSearch(automaton, other.automaton, goal: goal, pairLimit: limit).mostReadable() {
        case .found(let bytes): return bytes
        case .none: return nil
        case .tooManyPairs: throw PatternError(.tooLarge(.proofPairs, size: limit + 1, limit: limit), at: 0)
        }
    }
}
