/// One event of a stream.
public struct CloudWatchLogEvent: Decodable, Hashable, Sendable {
    /// In milliseconds since the epoch, as the writer said.
    public var timestamp: Int64
    /// At most 1 MB.
    public var message: String
}
