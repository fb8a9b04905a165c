import RunProtocol

extension AWSError {
    /// What an answer that is no success says, in any of the protocols.
    init(_ answer: HTTPResponse, to call: ServiceCall, of service: AWSService) {
        let body = ErrorBody(answer)
        let said = body.message ?? "the answer has the status \(answer.status), and no error that AWS writes"
        let kind =
            body.isForeign(answer) ? .malformedAnswer : Kind(code: body.code, message: said, status: answer.status)
        self.init(kind, service: service.signingName, operation: call.operation, code: body.code, message: said)
        statusCode = answer.status
        requestID = answer.requestID ?? body.requestID
        retryAfter = answer.retryAfter
        mayHaveBeenExecuted = kind == .service
        if kind == .accessDenied {
            missingAction = Self.action(in: said) ?? "\(service.signingName):\(call.permission ?? call.operation)"
        }
    }

    /// The action in `… is not authorized to perform: ecs:RunTask on resource: …`.
    private static func action(in message: String) -> String? {
        guard let lead = message.firstRange(of: "not authorized to perform: ") else { return nil }
        let action = message[lead.upperBound...].prefix {
            $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ":" || $0 == "-" || $0 == "*")
        }
        return action.contains(":") ? String(action) : nil
    }
}

/// Code, message and request identifier, wherever a protocol puts them.
private struct ErrorBody {
    var code: String?
    var message: String?
    var requestID: String?

    init(_ answer: HTTPResponse) {
        if let document = try? XMLElement(answer.body) {
            // <ErrorResponse><Error>…, <Response><Errors><Error>…, or <Error>… as the root.
            let error = document["Error"] ?? document["Errors"]?["Error"] ?? document
            code = error.text("Code")
            message = error.text("Message")
            requestID = document.text("RequestId") ?? document.text("RequestID")
        } else if let document = try? JSON.decode(JSONError.self, from: answer.body) {
            code = document.code
            message = document.message
        }
        if let header = answer.headers["x-amzn-errortype"] { code = header }
        code = code.flatMap(Self.bare)
    }

    /// Whether somebody else answers, such as a proxy with a page of its own.
    ///
    /// That says nothing of permissions or of what is there. What 5xx, 408 and 429 say may pass, whoever says it.
    func isForeign(_ answer: HTTPResponse) -> Bool {
        code == nil && message == nil && !answer.body.isEmpty && (400..<500).contains(answer.status)
            && answer.status != 408 && answer.status != 429
    }

    /// `ThrottlingException` of `com.amazonaws.ecs#ThrottlingException:http://…`.
    private static func bare(_ code: String) -> String? {
        let name = code.prefix { $0 != ":" }.split(separator: "#").last ?? ""
        return name.isEmpty ? nil : String(name)
    }
}

/// The members that errors have in JSON, of whatever type the others are.
private struct JSONError: Decodable {
    var code: String?
    var message: String?

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Key.self)
        func text(_ keys: Key...) -> String? {
            keys.lazy.compactMap { try? fields.decode(String.self, forKey: $0) }.first
        }
        code = text(.type, .code, .error)
        message = text(.message, .capitalMessage, .errorMessage, .description)
    }

    enum Key: String, CodingKey {
        case type = "__type"
        case code
        case message
        case capitalMessage = "Message"
        case errorMessage
        // How SSO's OIDC says it.
        case error
        case description = "error_description"
    }
}

extension HTTPResponse {
    /// What AWS's support asks for.
    var requestID: String? {
        headers["x-amzn-requestid"] ?? headers["x-amz-request-id"] ?? headers["x-amzn-request-id"]
    }

    /// How long the server asks to be left alone.
    var retryAfter: Duration? {
        if let text = headers["x-amz-retry-after"], let milliseconds = Int(text), milliseconds >= 0 {
            return .milliseconds(milliseconds)
        }
        guard let text = headers["retry-after"] else { return nil }
        if let seconds = Int(text), (0...86_400).contains(seconds) { return .seconds(seconds) }
        guard let then = HTTPDate.parse(text), let now = headers["date"].flatMap(HTTPDate.parse), then > now else {
            return nil
        }
        return .milliseconds(then.milliseconds - now.milliseconds)
    }
}
