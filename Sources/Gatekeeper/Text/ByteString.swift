/// A name or a value as the bytes it consists of.
///
/// The gate never compares `String`s: their `==` is canonical equivalence, under which U+212A KELVIN SIGN equals "K", a
/// dash followed by a combining accent does not begin with a dash, and "\r\n" contains no "\n". A program that is
/// started with an argument sees bytes, so the gate decides on bytes.
public struct ByteString: Hashable, Sendable {
    /// The bytes, not necessarily UTF-8.
    public let bytes: [UInt8]

    /// Wraps bytes as they are.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Takes the UTF-8 bytes of a string, without normalising it.
    public init(_ string: String) {
        bytes = Array(string.utf8)
    }

    /// The same bytes as a `String`; bytes that are not UTF-8 are replaced by U+FFFD.
    ///
    /// Exact for everything that an `ApprovedJob` carries, because the gate refuses what is not UTF-8.
    public var string: String {
        String(decoding: bytes, as: UTF8.self)
    }

    /// Whether there is no byte.
    public var isEmpty: Bool { bytes.isEmpty }

    /// The number of bytes.
    public var count: Int { bytes.count }

    /// Whether the first bytes are those of `prefix`.
    public func hasPrefix(_ prefix: ByteString) -> Bool {
        bytes.starts(with: prefix.bytes)
    }

    /// Whether the last bytes are those of `suffix`.
    public func hasSuffix(_ suffix: ByteString) -> Bool {
        bytes.count >= suffix.count && bytes.suffix(suffix.count).elementsEqual(suffix.bytes)
    }

    /// Whether the first byte is an ASCII dash.
    public var beginsWithDash: Bool { bytes.first == ASCII.dash }

    /// The bytes of both, one after the other.
    public static func + (left: ByteString, right: ByteString) -> ByteString {
        ByteString(left.bytes + right.bytes)
    }
}

extension ByteString {
    /// Hashes the bytes in one piece; an array would hash them one by one, and a decision looks names up all the time.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(bytes.count)
        bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}

extension ByteString: Comparable {
    /// Orders by byte value, shorter first among equals, whatever the locale.
    public static func < (left: ByteString, right: ByteString) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}

extension ByteString: ExpressibleByStringLiteral {
    /// Takes the UTF-8 bytes of the literal.
    public init(stringLiteral value: String) {
        self.init(value)
    }
}

extension ByteString: CustomStringConvertible {
    /// The value with everything that a terminal could misread made visible, cut at a readable length.
    public var description: String { visible() }
}
