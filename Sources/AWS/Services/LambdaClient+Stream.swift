import RunProtocol

extension LambdaClient {
    /// Calls a function and hands on its answer piece by piece, as fast as `take` takes it.
    ///
    /// - Returns: how the function ended the stream.
    /// - Throws: `AWSError`, of kind `.network` for a stream without a clean end: cut, corrupt, or ended by an exception;
    ///   and what `take` throws.
    public func invokeWithResponseStream(
        _ input: InvokeInput,
        _ take: (ArraySlice<UInt8>) async throws -> Void
    ) async throws -> InvokeCompletion {
        let operation = "InvokeWithResponseStream"
        let call = call(operation, "2021-11-15", "response-streaming-invocations", input)
        return try await caller.stream(call) { answer in
            func broken(_ what: String) -> AWSError {
                var error = AWSError(.network, service: "lambda", operation: operation, message: what)
                error.requestID = answer.headers["x-amzn-requestid"]
                error.mayHaveBeenExecuted = true
                return error
            }
            func piece() async throws(AWSError) -> [UInt8]? {
                do {
                    return try await answer.next()
                } catch {
                    var error = AWSError(error, service: "lambda", operation: operation)
                    error.requestID = answer.headers["x-amzn-requestid"]
                    throw error
                }
            }
            var decoder = EventStreamDecoder()
            do {
                while let bytes = try await piece() {
                    decoder.append(bytes)
                    while let message = try decoder.next() {
                        switch try LambdaStreamEvent(message) {
                        case .chunk(let payload): try await take(payload[...])
                        case .complete(let completion): return completion
                        case .exception(let text): throw broken(text)
                        case .unknown: continue
                        }
                    }
                }
                try decoder.finish()
            } catch let failure as EventStreamFailure {
                throw broken("the response stream is broken: \(failure)")
            }
            throw broken("the response stream ended without InvokeComplete")
        }
    }
}

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
