public import RunProtocol

extension StopRequest {
    /// The request as one line of a control channel: `graceful signal-2`.
    public var controlLine: String { "\(urgency.rawValue) \(reason.rawValue)\n" }

    /// Reads a line of a control channel, without its line feed, or answers `nil`.
    public init?(controlLine: String) {
        let words = controlLine.split(separator: " ")
        guard words.count == 2, let urgency = Urgency(rawValue: String(words[0])),
            let reason = StopReason(rawValue: String(words[1]))
        else { return nil }
        self.init(urgency, because: reason)
    }
}
