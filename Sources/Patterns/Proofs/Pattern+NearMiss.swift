extension Pattern {
    /// A text that is refused although it is close to one that matches, or `nil` when every text matches or none does.
    ///
    /// It is the shortest match with a letter more, or with its last character missing; a pattern that matches both
    /// the empty text and a letter gives the shortest text that it refuses. It shows where the pattern draws its line.
    public func nearMiss() -> [UInt8]? {
        guard let match = shortestMatch() else { return nil }
        let longer = match + [UInt8(ascii: "x")]
        if !matches(longer) { return longer }
        // Nothing shorter than the shortest match is matched.
        let lastCharacter = match.lastIndex { $0 & 0xC0 != 0x80 }
        return lastCharacter.map { Array(match[..<$0]) } ?? shortestRefusal
    }

    /// The most readable text that the pattern refuses.
    private var shortestRefusal: [UInt8]? {
        let search = ProductSearch(.anyText, automaton, goal: .leftOnly, pairLimit: .max)
        guard case .found(let refused) = search.mostReadable() else { return nil }
        return refused
    }
}
