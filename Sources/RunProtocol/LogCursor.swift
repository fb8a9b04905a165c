/// Where a reader stands in a run's log, so that it can leave and come back without a gap or a repeat.
///
/// The number of the last record that was read, and behind an `@` the engine's own hint for finding the place again
/// (a byte offset, a CloudWatch token): `812`, `812@104233`. The hint only saves time: the number decides.
public struct LogCursor: Hashable, Sendable, CustomStringConvertible {
    /// The number of the last record that was read; 0 before the first.
    public var record: Int
    /// The engine's hint, opaque to everyone else.
    public var hint: String?

    /// Makes a cursor behind a record.
    public init(after record: Int, hint: String? = nil) {
        self.record = record
        self.hint = hint
    }

    /// The beginning of a log.
    public static let start = LogCursor(after: 0)

    /// Reads a cursor from its text, or answers `nil`.
    public init?(_ text: String) {
        let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        // At most 18 digits, as in a record's head: the number behind it is an `Int` still.
        guard let record = Int(parts[0]), parts[0].utf8.count <= 18, parts[0].utf8.allSatisfy(Self.isDigit) else {
            return nil
        }
        self.record = record
        hint = parts.count == 2 ? String(parts[1]) : nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    /// The cursor as users and the wire carry it.
    public var description: String {
        guard let hint else { return String(record) }
        return "\(record)@\(hint)"
    }
}
