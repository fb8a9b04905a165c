import Crypto

/// Names one run: `run-` and 18 characters of Crockford's base 32, the first ten of which are the start in milliseconds.
///
/// Run ids sort by the time of their start, hold no character that a shell or a file system treats specially, and
/// carry 40 random bits, so two machines that start in the same millisecond do not collide in practice. An id is a
/// name, not a capability: nothing is allowed because somebody knows it.
public struct RunID: Hashable, Sendable, CustomStringConvertible {
    /// The id as users see and type it.
    public let description: String

    /// Makes the id of a run that starts now.
    ///
    /// - Parameters:
    ///   - start: the time of the start.
    ///   - generator: the source of the 40 random bits.
    public init(startingAt start: Timestamp, using generator: inout some RandomNumberGenerator) {
        let milliseconds = UInt64(clamping: start.milliseconds) & 0xFFFF_FFFF_FFFF
        let random = generator.next(upperBound: UInt64(1) << 40)
        description = Self.prefix + Self.base32(milliseconds, digits: 10) + Self.base32(random, digits: 8)
    }

    /// Makes the id that belongs to a client token: one token, one id, on every machine.
    ///
    /// A token that is an id already is taken as it is. Any other gives 90 bits of its SHA-256, so such an id does not
    /// sort by time.
    public init(derivedFrom token: String) {
        if let id = RunID(token) {
            self = id
            return
        }
        let bytes = SHA256.hash(data: Array(token.utf8)).prefix(18).map { Self.alphabet[Int($0 & 31)] }
        description = Self.prefix + String(decoding: bytes, as: UTF8.self)
    }

    /// Reads an id that somebody typed, or `nil` when it is not one.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == Self.prefix.utf8.count + 18, bytes.starts(with: Self.prefix.utf8),
            bytes.dropFirst(Self.prefix.utf8.count).allSatisfy(Self.alphabet.contains)
        else { return nil }
        description = text
    }

    private static let prefix = "run-"
    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    private static func base32(_ value: UInt64, digits: Int) -> String {
        let bytes = (0..<digits).reversed().map { alphabet[Int((value >> (UInt64($0) * 5)) & 31)] }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension RunID: Codable {
    /// Reads the id from a single string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let id = RunID(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\"\(text)\" is not a run id")
        }
        self = id
    }

    /// Writes the id as a single string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
