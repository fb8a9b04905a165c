/// AWS Lambda: calls functions.
///
/// A call is repeated only when it was certainly not executed: it was throttled, or its request was never sent. Else
/// the error says that it may have been (`AWSError.mayHaveBeenExecuted`).
public struct LambdaClient: Sendable {
    let caller: ServiceCaller

    init(_ caller: ServiceCaller) {
        self.caller = caller
    }

    /// Calls a function and waits for its whole answer.
    ///
    /// - Throws: `AWSError` when the function was not run; a function that failed is an answer.
    public func invoke(_ input: InvokeInput) async throws(AWSError) -> InvokeOutput {
        let answer = try await caller.send(call("Invoke", "2015-03-31", "invocations", input))
        return InvokeOutput(
            statusCode: answer.status,
            functionError: answer.headers["x-amz-function-error"],
            payload: answer.body,
            executedVersion: answer.headers["x-amz-executed-version"],
            requestID: answer.requestID
        )
    }

    func call(_ operation: String, _ version: String, _ resource: String, _ input: InvokeInput) -> ServiceCall {
        var call = ServiceCall(operation)
        call.path = "\(version)/functions/\(PercentEncoding.component(input.functionName))/\(resource)"
        if let qualifier = input.qualifier { call.query = [("Qualifier", qualifier)] }
        call.headers["content-type"] = "application/json"
        call.body = input.payload
        // Policies know one action for both operations.
        call.permission = "InvokeFunction"
        call.repetition = .onlyIfNotExecuted
        call.timeouts = HTTPTimeouts(answer: input.timeout, idle: input.silence)
        return call
    }
}
