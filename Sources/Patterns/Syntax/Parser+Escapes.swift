extension Parser {
    /// What an escape stands for, inside a class as well as outside.
    enum Escape {
        case scalar(UInt32)
        case scalars(ScalarClass)
    }

    /// Reads an escape outside a class.
    mutating func escape() throws(PatternError) -> SyntaxNode {
        let start = index
        switch byte(after: 1) {
        case UInt8(ascii: "A"), UInt8(ascii: "z"):
            let anchor: SyntaxNode.Anchor = byte(after: 1) == UInt8(ascii: "A") ? .start : .end
            index += 2
            return SyntaxNode(kind: .anchor(anchor), range: start..<index)
        case UInt8(ascii: "b"):
            throw PatternError(.unsupported(.wordBoundary), at: start)
        default:
            break
        }
        switch try commonEscape() {
        case .scalar(let scalar): return SyntaxNode(kind: .scalar(scalar), range: start..<index)
        case .scalars(let scalars): return SyntaxNode(kind: .scalars(scalars, as: .escape), range: start..<index)
        }
    }

    /// Reads an escape that means the same inside a class and outside.
    mutating func commonEscape() throws(PatternError) -> Escape {
        let start = index
        guard let letter = byte(after: 1) else { throw PatternError(.trailingBackslash, at: start) }
        index += 2
        switch letter {
        case UInt8(ascii: "a"): return .scalar(0x07)
        case UInt8(ascii: "f"): return .scalar(0x0C)
        case UInt8(ascii: "n"): return .scalar(0x0A)
        case UInt8(ascii: "r"): return .scalar(0x0D)
        case UInt8(ascii: "t"): return .scalar(0x09)
        case UInt8(ascii: "v"): return .scalar(0x0B)
        case UInt8(ascii: "x"): return .scalar(try hexEscape(from: start))
        case UInt8(ascii: "d"): return .scalars(Self.digits)
        case UInt8(ascii: "D"): return .scalars(Self.notDigits)
        case UInt8(ascii: "s"): return .scalars(Self.whitespace)
        case UInt8(ascii: "S"): return .scalars(Self.notWhitespace)
        case UInt8(ascii: "w"): return .scalars(Self.wordCharacters)
        case UInt8(ascii: "W"): return .scalars(Self.notWordCharacters)
        default: break
        }
        if let construct = Self.unsupportedEscape(letter, next: current) {
            throw PatternError(.unsupported(construct), at: start)
        }
        // What is no letter and no digit is itself when escaped, as in RE2.
        guard letter < 0x80, !ScalarSet.wordCharacters.contains(UInt32(letter)) || letter == UInt8(ascii: "_") else {
            let length = UTF8Encoding.decode(source[(start + 1)...])?.length ?? 1
            throw PatternError(.unknownEscape(text(from: start, to: start + 1 + length)), at: start)
        }
        return .scalar(UInt32(letter))
    }

    private mutating func hexEscape(from start: Int) throws(PatternError) -> UInt32 {
        if current == UInt8(ascii: "{") { throw PatternError(.unsupported(.bracedHexEscape), at: start) }
        var value: UInt32 = 0
        for _ in 0..<2 {
            guard let digit = current.flatMap(Self.hexDigit) else {
                throw PatternError(.incompleteEscape(text(from: start, to: index)), at: start)
            }
            value = value << 4 | digit
            index += 1
        }
        return value
    }

    private static func hexDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }

    private static func unsupportedEscape(_ letter: UInt8, next: UInt8?) -> UnsupportedConstruct? {
        switch letter {
        case UInt8(ascii: "0"): .octalEscape
        case UInt8(ascii: "1")...UInt8(ascii: "9"): .backReference
        case UInt8(ascii: "B"): .notWordBoundary
        case UInt8(ascii: "C"): .anyByte
        case UInt8(ascii: "G"): .matchStart
        case UInt8(ascii: "H"), UInt8(ascii: "h"): .horizontalSpace
        case UInt8(ascii: "K"): .matchReset
        case UInt8(ascii: "N"): .notNewline
        case UInt8(ascii: "P"), UInt8(ascii: "p"): .unicodeProperty
        case UInt8(ascii: "Q"), UInt8(ascii: "E"): .quotedLiteral
        case UInt8(ascii: "R"): .lineBreak
        case UInt8(ascii: "U"), UInt8(ascii: "u"): .unicodeEscape
        case UInt8(ascii: "V"): .notVerticalSpace
        case UInt8(ascii: "X"): .graphemeCluster
        case UInt8(ascii: "Z"): .endBeforeNewline
        case UInt8(ascii: "c"): .controlEscape
        case UInt8(ascii: "e"): .escapeCharacter
        case UInt8(ascii: "g"), UInt8(ascii: "k"): .namedBackReference
        default: nil
        }
    }

    private static let digits = ScalarClass(.digits)
    private static let notDigits = ScalarClass(ScalarSet.digits.inverted)
    private static let whitespace = ScalarClass(.whitespace)
    private static let notWhitespace = ScalarClass(ScalarSet.whitespace.inverted)
    private static let wordCharacters = ScalarClass(.wordCharacters)
    private static let notWordCharacters = ScalarClass(ScalarSet.wordCharacters.inverted)
}
