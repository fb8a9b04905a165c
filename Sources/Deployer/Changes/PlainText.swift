/// The output of a program as text for documents: no control sequences of terminals, no control characters.
enum PlainText {
    /// The text, with line feeds and tabs kept.
    static func of(_ bytes: [UInt8]) -> String {
        var kept: [UInt8] = []
        kept.reserveCapacity(bytes.count)
        var rest = bytes[...]
        while let byte = rest.first {
            if byte == 0x1B {
                rest = behindSequence(rest.dropFirst())
            } else {
                if byte >= 0x20 && byte != 0x7F || byte == 0x0A || byte == 0x09 { kept.append(byte) }
                rest = rest.dropFirst()
            }
        }
        return String(decoding: kept, as: UTF8.self)
    }

    /// What follows an escape sequence, as ECMA-48 has them: `ESC [ … letter`, `ESC ] … BEL` (or `ESC \`), or `ESC` and
    /// one byte.
    private static func behindSequence(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        switch bytes.first {
        case UInt8(ascii: "["):
            return bytes.dropFirst().drop { !(0x40...0x7E).contains($0) }.dropFirst()
        case UInt8(ascii: "]"):
            let end = bytes.dropFirst().drop { $0 != 0x07 && $0 != 0x1B && $0 != 0x0A }
            guard end.first == 0x1B else { return end.dropFirst() }
            return end.dropFirst().first == UInt8(ascii: "\\") ? end.dropFirst(2) : end
        default: return bytes.dropFirst()
        }
    }
}
