/// The first thing in a text that must not reach a program or a terminal.
///
/// Control characters end arguments (NUL), lines (newline, carriage return) or run terminal commands (escape);
/// bidirectional and invisible characters make a reader see another text than the one that runs.
public struct TextHazard: Hashable, Sendable {
    /// What is wrong with the text.
    public enum Kind: Hashable, Sendable {
        /// A byte that is not UTF-8.
        case invalidUTF8
        /// U+0000 to U+001F, U+007F to U+009F, U+2028 and U+2029.
        case control
        /// A mark, embedding, override or isolate that changes the direction of text.
        case bidirectional
        /// A character of no width.
        case invisible
    }

    /// What is wrong.
    public let kind: Kind
    /// The offset of its first byte.
    public let offset: Int
    /// The scalar, or the byte that is not UTF-8.
    public let code: UInt32

    /// The scalar's usual notation and, where it has a well-known name, that name.
    public var name: String {
        guard kind != .invalidUTF8 else { return "byte 0x" + ASCII.hexadecimal(code, width: 2) }
        let notation = "U+" + ASCII.hexadecimal(code, width: 4)
        guard let name = Self.names[code] else { return notation }
        return notation + " " + name
    }

    private static let names: [UInt32: String] = [
        0x00: "NULL", 0x09: "TAB", 0x0A: "LINE FEED", 0x0D: "CARRIAGE RETURN", 0x1B: "ESCAPE", 0x7F: "DELETE",
        0x85: "NEXT LINE", 0xAD: "SOFT HYPHEN", 0x061C: "ARABIC LETTER MARK", 0x200B: "ZERO WIDTH SPACE",
        0x200C: "ZERO WIDTH NON-JOINER", 0x200D: "ZERO WIDTH JOINER", 0x200E: "LEFT-TO-RIGHT MARK",
        0x200F: "RIGHT-TO-LEFT MARK", 0x2028: "LINE SEPARATOR", 0x2029: "PARAGRAPH SEPARATOR",
        0x202A: "LEFT-TO-RIGHT EMBEDDING", 0x202B: "RIGHT-TO-LEFT EMBEDDING", 0x202C: "POP DIRECTIONAL FORMATTING",
        0x202D: "LEFT-TO-RIGHT OVERRIDE", 0x202E: "RIGHT-TO-LEFT OVERRIDE", 0x2060: "WORD JOINER",
        0x2066: "LEFT-TO-RIGHT ISOLATE", 0x2067: "RIGHT-TO-LEFT ISOLATE", 0x2068: "FIRST STRONG ISOLATE",
        0x2069: "POP DIRECTIONAL ISOLATE", 0xFEFF: "ZERO WIDTH NO-BREAK SPACE",
    ]

    /// The kind of hazard that a scalar is, if it is one.
    static func kind(of scalar: UInt32) -> Kind? {
        if 0x20...0x7E ~= scalar { return nil }
        return ranges.first { $0.scalars ~= scalar }?.kind
    }

    /// The scalars that are refused, for patterns that describe what is.
    static var refusedRanges: [ClosedRange<UInt32>] { ranges.map(\.scalars) }

    private static let ranges: [(scalars: ClosedRange<UInt32>, kind: Kind)] = [
        (0x00...0x1F, .control), (0x7F...0x9F, .control), (0xAD...0xAD, .invisible),
        (0x061C...0x061C, .bidirectional), (0x200B...0x200D, .invisible), (0x200E...0x200F, .bidirectional),
        (0x2028...0x2029, .control), (0x202A...0x202E, .bidirectional), (0x2060...0x2064, .invisible),
        (0x2066...0x2069, .bidirectional), (0xFEFF...0xFEFF, .invisible), (0xFFF9...0xFFFB, .invisible),
        (0xE0000...0xE007F, .invisible),
    ]
}

extension ByteString {
    /// The first hazard in the text, or `nil` when all of it may be shown and passed on.
    public var firstHazard: TextHazard? {
        var index = 0
        while index < bytes.count {
            if 0x20...0x7E ~= bytes[index] {
                index += 1
                continue
            }
            switch UTF8Step.decode(bytes, at: index) {
            case .invalid(let byte):
                return TextHazard(kind: .invalidUTF8, offset: index, code: UInt32(byte))
            case .scalar(let scalar, let length):
                if let kind = TextHazard.kind(of: scalar) {
                    return TextHazard(kind: kind, offset: index, code: scalar)
                }
                index += length
            }
        }
        return nil
    }
}
