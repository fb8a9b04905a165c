extension Scanner {
    /// The token that begins with a byte which is no blank.
    func visibleToken(_ byte: UInt8, at index: Int) throws(HCLError) -> Token {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"), 0x80...:
            let end = identifierEnd(at: index)
            guard end > index else { throw invalidCharacter(at: index) }
            return Token(kind: .identifier, range: index..<end)
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            return Token(kind: .number, range: index..<numberEnd(at: index))
        case UInt8(ascii: "<"):
            if let end = heredocOpeningEnd(at: index) { return Token(kind: .heredoc, range: index..<end) }
            return sign(.less, at: index, or: ("=", .lessOrEqual))
        default:
            guard let token = sign(byte, at: index) else { throw invalidCharacter(at: index) }
            return token
        }
    }

    private func sign(_ byte: UInt8, at index: Int) -> Token? {
        switch byte {
        case UInt8(ascii: "\""): sign(.quote, at: index)
        case UInt8(ascii: "{"): sign(.openBrace, at: index)
        case UInt8(ascii: "}"): sign(.closeBrace, at: index)
        case UInt8(ascii: "["): sign(.openBracket, at: index)
        case UInt8(ascii: "]"): sign(.closeBracket, at: index)
        case UInt8(ascii: "("): sign(.openParenthesis, at: index)
        case UInt8(ascii: ")"): sign(.closeParenthesis, at: index)
        case UInt8(ascii: ","): sign(.comma, at: index)
        case UInt8(ascii: "?"): sign(.question, at: index)
        case UInt8(ascii: "+"): sign(.plus, at: index)
        case UInt8(ascii: "-"): sign(.minus, at: index)
        case UInt8(ascii: "*"): sign(.star, at: index)
        case UInt8(ascii: "/"): sign(.slash, at: index)
        case UInt8(ascii: "%"): sign(.percent, at: index)
        case UInt8(ascii: ":"): sign(.colon, at: index, or: (":", .doubleColon))
        case UInt8(ascii: "!"): sign(.not, at: index, or: ("=", .notEqual))
        case UInt8(ascii: ">"): sign(.greater, at: index, or: ("=", .greaterOrEqual))
        case UInt8(ascii: "="): pair(">", .arrow, at: index) ?? sign(.equal, at: index, or: ("=", .doubleEqual))
        case UInt8(ascii: "."): ellipsis(at: index) ?? sign(.dot, at: index)
        case UInt8(ascii: "&"): pair("&", .and, at: index)
        case UInt8(ascii: "|"): pair("|", .or, at: index)
        case UInt8(ascii: "~"): pair("}", .trimmingCloseBrace, at: index)
        default: nil
        }
    }

    private func sign(_ kind: Token.Kind, at index: Int) -> Token {
        Token(kind: kind, range: index..<index + 1)
    }

    private func sign(
        _ kind: Token.Kind,
        at index: Int,
        or longer: (second: Unicode.Scalar, kind: Token.Kind)
    ) -> Token {
        pair(longer.second, longer.kind, at: index) ?? sign(kind, at: index)
    }

    /// A sign of two bytes, when its second one is there.
    private func pair(_ second: Unicode.Scalar, _ kind: Token.Kind, at index: Int) -> Token? {
        byte(index + 1) == UInt8(ascii: second) ? Token(kind: kind, range: index..<index + 2) : nil
    }

    private func ellipsis(at index: Int) -> Token? {
        let dot = UInt8(ascii: ".")
        guard byte(index + 1) == dot, byte(index + 2) == dot else { return nil }
        return Token(kind: .ellipsis, range: index..<index + 3)
    }

    /// The end of a number as the language cuts it off: digits, dots and exponents, but no dot at the end.
    private func numberEnd(at start: Int) -> Int {
        var index = start + 1
        var end = index
        while let byte = byte(index) {
            if ByteClass.isDigit(byte) {
                index += 1
                end = index
            } else if byte == UInt8(ascii: ".") {
                index += 1
            } else if let exponent = exponentEnd(at: index) {
                index = exponent
                end = index
            } else {
                break
            }
        }
        return end
    }

    private func exponentEnd(at start: Int) -> Int? {
        guard let letter = byte(start), letter | 0x20 == UInt8(ascii: "e") else { return nil }
        var index = start + 1
        if let sign = byte(index), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { index += 1 }
        guard let digit = byte(index), ByteClass.isDigit(digit) else { return nil }
        return index + 1
    }

    func invalidCharacter(at index: Int) -> HCLError {
        let length = UTF8Form.length(in: bytes, at: index)
        let shown = length.map { "\"\(text(index..<index + $0))\"" }
        return failure(.invalidCharacter(shown ?? "a byte that is not UTF-8"), at: index)
    }
}
