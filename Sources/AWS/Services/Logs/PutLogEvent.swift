public import RunProtocol

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
