/// One event of a stream.
public struct CloudWatchLogEvent: Hashable, Sendable {
    /// In milliseconds since the epoch, as the writer said.
    public var timestamp: Int64
    /// At most 1 MB of UTF-8; a part of the one buffer that the events of an answer share.
    public var message: ArraySlice<UInt8>
}
