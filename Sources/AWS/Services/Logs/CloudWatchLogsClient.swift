import RunProtocol

/// Amazon CloudWatch Logs: reads and writes log streams.
public struct CloudWatchLogsClient: Sendable {
    let caller: ServiceCaller

    init(_ caller: ServiceCaller) {
        self.caller = caller
    }

    /// Reads events of one stream, in the order of their times.
    ///
    /// The answer's token leads to what comes behind it; at the end of the stream it is the token that was given. An
    /// answer may have no events although more follow.
    ///
    /// - Throws: `AWSError`; `.notFound` when the group or the stream does not exist (yet).
    public func getLogEvents(_ input: GetLogEventsInput) async throws(AWSError) -> GetLogEventsOutput {
        let answer = try await caller.send(ServiceCaller.jsonCall("GetLogEvents", Self.target, input))
        do {
            return try GetLogEventsOutput(json: answer.body)
        } catch {
            throw caller.notTheJSON(of: "GetLogEvents", answer)
        }
    }

    /// Makes a stream.
    ///
    /// - Throws: `AWSError`; `.conflict` when it exists, which a repeated attempt may have brought about itself.
    public func createLogStream(group: String, stream: String) async throws(AWSError) {
        let input = LogStreamName(logGroupName: group, logStreamName: stream)
        let _: Nothing = try await call("CreateLogStream", input)
    }

    /// Writes events, at least once: an answer that was lost on its way leaves them there twice.
    ///
    /// - Throws: `AWSError`; `.validation` when AWS takes an event for too old, too new or expired.
    public func putLogEvents(group: String, stream: String, _ events: [PutLogEvent]) async throws(AWSError) {
        // AWS refuses events that are not in the order of their times.
        let ordered = events.sorted { $0.at < $1.at }.map {
            PutLogEventsInput.Event(timestamp: $0.at.milliseconds, message: $0.message)
        }
        let input = PutLogEventsInput(logGroupName: group, logStreamName: stream, logEvents: ordered)
        let output: PutLogEventsOutput = try await call("PutLogEvents", input)
        guard output.rejectedLogEventsInfo == nil else {
            throw AWSError(
                .validation,
                service: "logs",
                operation: "PutLogEvents",
                message: "AWS took no event that is older than 14 days or the group's retention, or from the future"
            )
        }
    }

    private func call<Output: Decodable>(
        _ operation: String,
        _ input: some Encodable
    ) async throws(AWSError) -> Output {
        try await caller.json(operation, Self.target, input)
    }

    private static let target = "Logs_20140328"
}

private struct LogStreamName: Encodable {
    let logGroupName: String
    let logStreamName: String
}

private struct PutLogEventsInput: Encodable {
    struct Event: Encodable {
        let timestamp: Int64
        let message: String
    }

    let logGroupName: String
    let logStreamName: String
    let logEvents: [Event]
}

private struct PutLogEventsOutput: Decodable {
    struct Rejected: Decodable {}

    let rejectedLogEventsInfo: Rejected?
}
