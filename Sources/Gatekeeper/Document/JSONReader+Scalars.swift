extension JSONReader {
    mutating func number() throws(StrictJSONError) -> ConfigurationNode.Content {
        let start = index
        let position = position
        var isInteger = true
        if current == ASCII.dash { advance() }
        let hasLeadingZero = current == UInt8(ascii: "0")
        let digits = skipDigits()
        guard digits > 0, digits == 1 || !hasLeadingZero else {
            throw StrictJSONError(reason: .malformedNumber, position: position)
        }
        if current == ASCII.dot {
            isInteger = false
            advance()
            guard skipDigits() > 0 else { throw StrictJSONError(reason: .malformedNumber, position: position) }
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            isInteger = false
            advance()
            if current == UInt8(ascii: "+") || current == ASCII.dash { advance() }
            guard skipDigits() > 0 else { throw StrictJSONError(reason: .malformedNumber, position: position) }
        }
        let written = ByteString(Array(text[start..<index]))
        if isInteger, let value = Int(written.string) { return .integer(value) }
        return .decimal(written)
    }

    private mutating func skipDigits() -> Int {
        let start = index
        while let byte = current, ASCII.isDigit(byte) { advance() }
        return index - start
    }

    mutating func string() throws(StrictJSONError) -> ByteString {
        advance()
        var bytes: [UInt8] = []
        while let byte = current {
            switch byte {
            case ASCII.doubleQuote:
                advance()
                return ByteString(bytes)
            case ASCII.backslash:
                try escape(into: &bytes)
            case 0x00..<0x20:
                throw error(.controlCharacter(byte))
            default:
                guard case .scalar(_, let length) = UTF8Step.decode(text, at: index) else {
                    throw error(.invalidUTF8(byte))
                }
                bytes += text[index..<index + length]
                for _ in 0..<length { advance() }
            }
        }
        throw error(.unexpectedEnd)
    }

    private mutating func escape(into bytes: inout [UInt8]) throws(StrictJSONError) {
        let start = position
        advance()
        guard let letter = current else { throw error(.unexpectedEnd) }
        let simple: [UInt8: UInt8] = [
            UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F, UInt8(ascii: "b"): 0x08,
            UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
        ]
        if let byte = simple[letter] {
            advance()
            bytes.append(byte)
            return
        }
        guard letter == UInt8(ascii: "u") else {
            throw StrictJSONError(reason: .unknownEscape(letter), position: start)
        }
        advance()
        let scalar = try unicodeEscape(from: start)
        bytes += Array(String(scalar).utf8)
    }

    /// The digits after `\u`, and a second escape when the first is half of a pair.
    private mutating func unicodeEscape(from start: SourcePosition) throws(StrictJSONError) -> Unicode.Scalar {
        var value = try fourDigits()
        if 0xD800...0xDBFF ~= value, current == ASCII.backslash, text[index...].dropFirst().first == UInt8(ascii: "u") {
            advance()
            advance()
            let low = try fourDigits()
            guard 0xDC00...0xDFFF ~= low else { throw StrictJSONError(reason: .loneSurrogate, position: start) }
            value = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(value) else {
            throw StrictJSONError(reason: .loneSurrogate, position: start)
        }
        return scalar
    }

    private mutating func fourDigits() throws(StrictJSONError) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = current else { throw error(.unexpectedEnd) }
            guard let digit = ASCII.hexadecimalValue(byte) else {
                throw error(.unexpected(byte, expected: "a hexadecimal digit"))
            }
            value = value << 4 | digit
            advance()
        }
        return value
    }
}
