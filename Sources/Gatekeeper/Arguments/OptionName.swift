/// An option's name without its leading dashes: `foo`, `-foo` and `--foo` are one name, written three ways.
///
/// Names match exactly, byte by byte: there are no abbreviations and there is no case folding.
public struct OptionName: Hashable, Sendable {
    /// The longest name that is read, in bytes.
    public static let longest = 128

    /// The name, without dashes.
    public let bytes: ByteString

    /// Reads a name with or without its one or two leading dashes.
    ///
    /// - Returns: `nil` unless the rest begins with an ASCII letter or digit and goes on with letters, digits, dots,
    ///   dashes and underscores, up to `longest` bytes.
    public init?(spelled: ByteString) {
        guard let name = Self.withoutDashes(spelled), Self.isWellFormed(name) else { return nil }
        bytes = ByteString(name)
    }

    /// How the option is written in an argument list: `--name`, and `-n` for a name of one byte.
    public var spelling: ByteString {
        ByteString((bytes.count == 1 ? [ASCII.dash] : [ASCII.dash, ASCII.dash]) + bytes.bytes)
    }

    private static func withoutDashes(_ spelled: ByteString) -> [UInt8]? {
        let dashes = spelled.bytes.prefix(while: { $0 == ASCII.dash }).count
        return dashes <= 2 ? Array(spelled.bytes.dropFirst(dashes)) : nil
    }

    private static func isWellFormed(_ name: [UInt8]) -> Bool {
        guard let first = name.first, ASCII.isAlphanumeric(first), name.count <= longest else { return false }
        return name.allSatisfy { byte in
            ASCII.isAlphanumeric(byte) || byte == ASCII.dash || byte == ASCII.underscore || byte == ASCII.dot
        }
    }
}

extension OptionName: Comparable {
    /// Orders by byte value.
    public static func < (left: OptionName, right: OptionName) -> Bool {
        left.bytes < right.bytes
    }
}

extension OptionName: ExpressibleByStringLiteral {
    /// Takes a literal as it is, for tables of options written in code.
    ///
    /// A literal that is not a well-formed name does no harm: no argument is ever read as that name.
    public init(stringLiteral value: String) {
        bytes = ByteString(value)
    }
}

extension OptionName: CustomStringConvertible {
    /// The name as it is written in an argument list.
    public var description: String { spelling.visible() }
}
