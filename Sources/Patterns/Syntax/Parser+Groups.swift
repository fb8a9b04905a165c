extension Parser {
    /// Reads a group, named or not; nothing is captured.
    mutating func group() throws(PatternError) -> SyntaxNode {
        let start = index
        index += 1
        if current == UInt8(ascii: "*"), let name = byte(after: 1),
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(name)
        {
            throw PatternError(.unsupported(.backtrackingVerb), at: start)
        }
        if take(UInt8(ascii: "?")) { try groupPrefix(from: start) }
        let body = try alternation()
        guard take(UInt8(ascii: ")")) else { throw PatternError(.unbalanced("("), at: start) }
        return SyntaxNode(kind: .group(body), range: start..<index)
    }

    private mutating func groupPrefix(from start: Int) throws(PatternError) {
        if take(UInt8(ascii: ":")) { return }
        if let construct = unsupportedGroup() { throw PatternError(.unsupported(construct), at: start) }
        // Only the two forms of a named group are left.
        _ = take(UInt8(ascii: "P"))
        index += 1
        let name = index
        while let byte = current, Self.isNameByte(byte) { index += 1 }
        let beginsWithDigit = index > name && source[name] <= UInt8(ascii: "9")
        guard index > name, !beginsWithDigit, take(UInt8(ascii: ">")) else {
            throw PatternError(.malformedGroupName(text(from: name, to: index)), at: start)
        }
    }

    /// What follows `(?` when it is neither `:` nor a name.
    private func unsupportedGroup() -> UnsupportedConstruct? {
        let next = byte(after: 1)
        switch current {
        case UInt8(ascii: "="): return .lookAhead
        case UInt8(ascii: "!"): return .negativeLookAhead
        case UInt8(ascii: "<"):
            return next == UInt8(ascii: "=") ? .lookBehind : next == UInt8(ascii: "!") ? .negativeLookBehind : nil
        case UInt8(ascii: "P"):
            switch next {
            case UInt8(ascii: "<"): return nil
            case UInt8(ascii: "="): return .namedBackReference
            case UInt8(ascii: ">"): return .recursion
            default: return .unknownGroup
            }
        case UInt8(ascii: ">"): return .atomicGroup
        case UInt8(ascii: "#"): return .comment
        case UInt8(ascii: "("): return .conditional
        case UInt8(ascii: "|"): return .branchReset
        case UInt8(ascii: "'"): return .quotedGroupName
        case UInt8(ascii: "C"), UInt8(ascii: "{"), UInt8(ascii: "?"): return .callout
        case UInt8(ascii: "R"), UInt8(ascii: "&"), UInt8(ascii: "+"), .some(UInt8(ascii: "0")...UInt8(ascii: "9")):
            return .recursion
        case UInt8(ascii: "-"):
            return next.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } == true ? .recursion : .inlineFlags
        case UInt8(ascii: "^"), .some(UInt8(ascii: "a")...UInt8(ascii: "z")),
            .some(UInt8(ascii: "A")...UInt8(ascii: "Z")):
            return .inlineFlags
        default: return .unknownGroup
        }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        ScalarSet.wordCharacters.contains(UInt32(byte))
    }
}
