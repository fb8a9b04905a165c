/// A part of a pattern as it is quoted in a message: on one line, harmless to a terminal, not too long.
enum Excerpt {
    private static let longest = 48

    /// The bytes as text; what would not show as itself is written as `\u{…}`, and a long middle is left out.
    static func of(_ bytes: ArraySlice<UInt8>) -> String {
        // Decoding only what can be shown keeps the cost of a message apart from the length of the pattern.
        guard bytes.count > longest * 4 else {
            return shortened(Array(String(decoding: bytes, as: UTF8.self).unicodeScalars))
        }
        let ends = bytes.prefix(longest * 2) + bytes.suffix(longest * 2)
        return shortened(Array(String(decoding: ends, as: UTF8.self).unicodeScalars))
    }

    private static func shortened(_ scalars: [Unicode.Scalar]) -> String {
        guard scalars.count > longest else { return scalars.map(visible).joined() }
        let (head, tail) = (scalars.prefix(longest * 2 / 3), scalars.suffix(longest / 3 - 1))
        return head.map(visible).joined() + "…" + tail.map(visible).joined()
    }

    private static func visible(_ scalar: Unicode.Scalar) -> String {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
            "\\u{\(String(scalar.value, radix: 16))}"
        default:
            String(scalar)
        }
    }
}
