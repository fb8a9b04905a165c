import RunProtocol

extension ServiceCaller {
    /// Calls an operation of a service that speaks Query: a form there, XML back.
    ///
    /// - Returns: the element `<OperationResult>`; an empty one for an operation that answers nothing.
    func query(
        _ operation: String,
        version: String,
        _ parameters: [(String, String)]
    ) async throws(AWSError) -> XMLElement {
        let root = try await queryAnswer(operation, version: version, parameters)
        return root["\(operation)Result"] ?? XMLElement(name: "\(operation)Result")
    }

    /// Calls an operation of a service that speaks Query, or EC2's form of it.
    ///
    /// - Returns: the whole answer: EC2 puts no `<OperationResult>` around what it says.
    func queryAnswer(
        _ operation: String,
        version: String,
        _ parameters: [(String, String)]
    ) async throws(AWSError) -> XMLElement {
        var call = ServiceCall(operation)
        let form = [("Action", operation), ("Version", version)] + parameters
        call.headers["content-type"] = "application/x-www-form-urlencoded; charset=utf-8"
        call.body = Array(PercentEncoding.query(form).utf8)
        let answer = try await send(call)
        guard let root = try? XMLElement(answer.body), root.name == "\(operation)Response" else {
            throw malformed(operation, answer, "the answer is not the XML of \(operation)Response")
        }
        return root
    }

    /// Makes a call whose answer is JSON.
    func decoded<Answer: Decodable>(_ type: Answer.Type, _ call: ServiceCall) async throws(AWSError) -> Answer {
        let answer = try await send(call)
        do {
            // An operation without an output answers with an object, or with nothing.
            return try JSON.decode(type, from: answer.body.isEmpty ? Array("{}".utf8) : answer.body)
        } catch {
            throw notTheJSON(of: call.operation, answer)
        }
    }

    /// Calls an operation of a service that speaks JSON 1.1.
    func json<Answer: Decodable>(
        _ operation: String,
        _ target: String,
        _ input: some Encodable
    ) async throws(AWSError) -> Answer {
        try await decoded(Answer.self, Self.jsonCall(operation, target, input))
    }

    /// A call to an operation of a service that speaks JSON 1.1.
    static func jsonCall(_ operation: String, _ target: String, _ input: some Encodable) -> ServiceCall {
        var call = ServiceCall(operation)
        call.headers["content-type"] = "application/x-amz-json-1.1"
        call.headers["x-amz-target"] = "\(target).\(operation)"
        call.body = Array(JSON.encode(input))
        return call
    }

    /// What the service answered is not the JSON of an operation.
    func notTheJSON(of operation: String, _ answer: HTTPResponse) -> AWSError {
        malformed(operation, answer, "the answer is not the JSON of \(operation)")
    }

    /// What the service answered is not what it answers with.
    func malformed(_ operation: String, _ answer: HTTPResponse, _ message: String) -> AWSError {
        var error = AWSError(.malformedAnswer, service: service.signingName, operation: operation, message: message)
        error.statusCode = answer.status
        error.requestID = answer.requestID
        error.mayHaveBeenExecuted = true
        return error
    }
}

/// The output of an operation that has none.
struct Nothing: Decodable {}
