extension Pattern {
    /// The pattern that matches nothing, not even the empty value: the allow-list with no entry.
    public static let nothing = Self(source: Array(#"[^\s\S]"#.utf8), automaton: .nothing, limits: .default)

    /// The source of a pattern that matches exactly these bytes.
    public static func escaping(_ literal: [UInt8]) -> [UInt8] {
        var source: [UInt8] = []
        source.reserveCapacity(literal.count + 8)
        for byte in literal {
            if byte < 0x20 || byte == 0x7F {
                source += [UInt8(ascii: "\\"), UInt8(ascii: "x"), hexDigit(byte >> 4), hexDigit(byte & 15)]
            } else {
                if isSpecial(byte) { source.append(UInt8(ascii: "\\")) }
                source.append(byte)
            }
        }
        return source
    }

    /// The source of a pattern that matches what any of the sources matches, each in a group of its own.
    ///
    /// An empty list gives the source of ``nothing``: a list that allows nobody must not allow everybody.
    ///
    /// - Throws: ``PatternError`` for the first source that is not a pattern by itself, so that no source can reach
    ///   into its neighbours, as `a)|(b` would.
    public static func alternation(of sources: [[UInt8]]) throws(PatternError) -> [UInt8] {
        var joined: [UInt8] = []
        for source in sources {
            _ = try Parser.parse(source, limits: .default)
            if !joined.isEmpty { joined.append(UInt8(ascii: "|")) }
            joined += "(?:".utf8
            joined += source
            joined.append(UInt8(ascii: ")"))
        }
        return joined.isEmpty ? nothing.source : joined
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\\"), UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "?"),
            UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "|"), UInt8(ascii: "["), UInt8(ascii: "]"),
            UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "^"), UInt8(ascii: "$"):
            true
        default:
            false
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
