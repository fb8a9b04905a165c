/// The name of a commit: 40 hexadecimal digits, or 64 in a repository that uses SHA-256; in lower case.
public struct CommitID: Hashable, Sendable {
    /// The whole name.
    public let hexadecimal: String

    /// Reads a whole name, in either case; an abbreviation is none.
    public init?(_ text: String) {
        guard text.utf8.count == 40 || text.utf8.count == 64, text.utf8.allSatisfy(Self.isDigit) else { return nil }
        hexadecimal = text.lowercased()
    }

    /// Whether a text could abbreviate a commit's name: 7 to 39 hexadecimal digits.
    public static func couldAbbreviate(_ text: String) -> Bool {
        (7...39).contains(text.utf8.count) && text.utf8.allSatisfy(isDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default:
            false
        }
    }
}

extension CommitID: CustomStringConvertible {
    /// The whole name.
    public var description: String { hexadecimal }
}
