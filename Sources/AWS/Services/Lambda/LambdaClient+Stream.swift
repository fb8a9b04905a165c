extension LambdaClient {
    /// Calls a function and hands on its answer piece by piece, as fast as `take` takes it.
    ///
    /// - Returns: how the function ended the stream.
    /// - Throws: `AWSError`, of kind `.network` for a stream without a clean end: cut, corrupt, or ended by an
    ///   exception; and what `take` throws.
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
