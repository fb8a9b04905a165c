public import RunProtocol

/// What the host says of one call.
public struct FunctionCall: Hashable, Sendable {
    /// The host's name for the call.
    public var requestID: String
    /// How much of a log the call may deliver, given the time that is left and the size that an answer may have.
    public var limits: LogLimits

    /// Makes a description of a call.
    public init(requestID: String, limits: LogLimits) {
        self.requestID = requestID
        self.limits = limits
    }

    /// A call that Lambda ends at its deadline.
    ///
    /// A log pauses 20 s before that, so that its last line still finds its way through a slow connection; of a call
    /// that has less than 40 s, half is kept. It pauses at 190 MB, too, 10 below what Lambda takes of a stream. Lambda
    /// does not tell a function whether its caller reads a stream: who reads none, and so at most 6 MB, must ask for
    /// less with `max_bytes`.
    public init(requestID: String, deadline: Timestamp, now: Timestamp) {
        let left = max(0, (deadline.milliseconds - now.milliseconds) / 1000)
        let seconds = max(1, Int(left - min(20, left / 2)))
        self.init(requestID: requestID, limits: LogLimits(seconds: seconds, bytes: 190_000_000))
    }
}
