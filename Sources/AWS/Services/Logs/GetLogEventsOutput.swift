/// A part of a stream.
public struct GetLogEventsOutput: Decodable, Hashable, Sendable {
    /// In the order of their times.
    public var events: [CloudWatchLogEvent]
    /// Leads to what comes behind these events.
    public var nextForwardToken: String?

    /// Reads the answer; a list that is missing is empty.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        events = try fields.decodeIfPresent([CloudWatchLogEvent].self, forKey: .events) ?? []
        nextForwardToken = try fields.decodeIfPresent(String.self, forKey: .nextForwardToken)
    }

    private enum CodingKeys: String, CodingKey {
        case events
        case nextForwardToken
    }
}
