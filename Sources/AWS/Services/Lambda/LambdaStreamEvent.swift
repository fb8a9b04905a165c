import RunProtocol

/// A message of a response stream, by its headers.
enum LambdaStreamEvent: Hashable, Sendable {
    case chunk([UInt8])
    case complete(InvokeCompletion)
    /// The service gave up.
    case exception(String)
    /// An event that a later Lambda may send.
    case unknown

    /// - Throws: `EventStreamFailure.headers` for a message that is none of a response stream.
    init(_ message: EventStreamMessage) throws(EventStreamFailure) {
        switch (message.headers[":message-type"], message.headers[":event-type"]) {
        case ("event", "PayloadChunk"): self = .chunk(message.payload)
        case ("event", "InvokeComplete"):
            guard let end = try? JSON.decode(Completion.self, from: message.payload) else { throw .headers }
            self = .complete(InvokeCompletion(errorCode: end.ErrorCode, errorDetails: end.ErrorDetails))
        case ("event", .some): self = .unknown
        case ("exception", _):
            let type = message.headers[":exception-type"] ?? "exception"
            self = .exception("\(type): \(VisibleBytes.text(message.payload))")
        case ("error", _):
            let code = message.headers[":error-code"] ?? "error"
            self = .exception("\(code): \(VisibleBytes.text((message.headers[":error-message"] ?? "").utf8))")
        default: throw .headers
        }
    }

    private struct Completion: Decodable {
        let ErrorCode: String?
        let ErrorDetails: String?
    }
}
