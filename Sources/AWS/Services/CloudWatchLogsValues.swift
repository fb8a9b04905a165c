public import RunProtocol

/// Which events of which stream are read.
public struct GetLogEventsInput: Encodable, Sendable {
    /// The group's name.
    public var logGroupName: String
    /// The stream's name.
    public var logStreamName: String
    /// Where to go on: what an earlier answer said.
    public var nextToken: String?
    /// Whether reading begins at the oldest event; it has to be the same in all calls with tokens.
    public var startFromHead = true
    /// The most events in one answer: 1 to 10,000; `nil`: as many as fit into 1 MB.
    public var limit: Int?

    /// Reads from the head of a stream.
    public init(logGroupName: String, logStreamName: String) {
        self.logGroupName = logGroupName
        self.logStreamName = logStreamName
    }
}

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

/// One event of a stream.
public struct CloudWatchLogEvent: Decodable, Hashable, Sendable {
    /// In milliseconds since the epoch, as the writer said.
    public var timestamp: Int64
    /// At most 1 MB.
    public var message: String
}

/// One event to write.
public struct PutLogEvent: Hashable, Sendable {
    /// When it happened.
    public var at: Timestamp
    /// At most 1 MB, and not empty.
    public var message: String

    /// Makes an event.
    public init(at: Timestamp, message: String) {
        self.at = at
        self.message = message
    }
}
