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
