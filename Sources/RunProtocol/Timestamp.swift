import FoundationEssentials

/// A moment, in milliseconds since 1970-01-01T00:00:00Z and before the year 10000: all that its text can say.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// Milliseconds since the epoch.
    public let milliseconds: Int64

    /// Makes a moment from milliseconds since the epoch; what lies outside `range` becomes the nearest moment in it.
    public init(milliseconds: Int64) {
        self.milliseconds = min(max(milliseconds, Self.range.lowerBound), Self.range.upperBound)
    }

    /// The milliseconds that a moment can have: 1970-01-01T00:00:00.000Z to 9999-12-31T23:59:59.999Z.
    static let range: ClosedRange<Int64> = 0...253_402_300_799_999

    /// Whether the first moment is before the second.
    public static func < (first: Timestamp, second: Timestamp) -> Bool {
        first.milliseconds < second.milliseconds
    }
}

extension Timestamp: CustomStringConvertible {
    /// The moment in UTC, as ISO 8601 with milliseconds: `2026-11-23T22:41:03.123Z`.
    public var description: String {
        let (seconds, fraction) = milliseconds.quotientAndRemainder(dividingBy: 1000)
        // The style cuts a fraction off below its last digit: given 03.123 s as a `Double`, it writes 03.122.
        let wholeSeconds = Date(timeIntervalSince1970: Double(seconds)).formatted(Date.ISO8601FormatStyle())
        return "\(wholeSeconds.dropLast()).\(String(1000 + fraction).dropFirst())Z"
    }

    /// Reads exactly what `description` writes, `2026-11-23T22:41:03.123Z`, or answers `nil`.
    public init?(_ text: String) {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        guard text.utf8.count == 24, let date = try? style.parse(text) else { return nil }
        self.init(milliseconds: Int64((date.timeIntervalSince1970 * 1000).rounded()))
        // The style takes a 30 February, a 25th hour and an offset from UTC, too; none of them reads back as it was.
        guard description.utf8.elementsEqual(text.utf8) else { return nil }
    }
}

extension Timestamp: Codable {
    /// Reads the moment from an ISO 8601 string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let moment = Timestamp(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\"\(text)\" is not a UTC time")
        }
        self = moment
    }

    /// Writes the moment as an ISO 8601 string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
