/// How much of a log one call delivers before it pauses; a call without limits goes on to the end of the run.
public struct LogLimits: Hashable, Sendable {
    /// The most seconds that the call may take.
    public var seconds: Int?
    /// The most bytes of the wire that it may deliver, give or take one record.
    public var bytes: Int?

    /// Limits that are properties to set.
    public init(seconds: Int? = nil, bytes: Int? = nil) {
        self.seconds = seconds
        self.bytes = bytes
    }

    /// The tighter of two limits.
    public func tightened(by other: LogLimits) -> LogLimits {
        LogLimits(
            seconds: [seconds, other.seconds].compactMap(\.self).min(),
            bytes: [bytes, other.bytes].compactMap(\.self).min()
        )
    }
}
