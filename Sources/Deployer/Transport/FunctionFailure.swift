import FoundationEssentials
import RunProtocol

/// What Lambda answers when a function ended with an error.
struct FunctionFailure: Sendable {
    /// The type of the error for calls that the function did not answer by itself: it crashed, or ran out of time.
    static let errorType = "InvokerFailed"

    private let kind: String
    private let payload: [UInt8]

    /// - Parameters:
    ///   - kind: the header `X-Amz-Function-Error`.
    ///   - payload: the answer.
    init(_ kind: String, _ payload: [UInt8]) {
        self.kind = kind
        self.payload = payload
    }

    /// The invoker's own error, or, when it did not get to say one, what Lambda says of it.
    ///
    /// - Parameters:
    ///   - function: its name or ARN.
    ///   - region: where it is.
    /// - Returns: the error.
    func error(_ function: String, in region: String) -> RunnerError {
        if let error = RunnerError(wire: payload) { return error }
        let body = try? JSONDecoder().decode(Body.self, from: Data(payload))
        let message = body?.errorMessage ?? String(decoding: payload.prefix(500), as: UTF8.self)
        let cause = [body?.errorType, message].compactMap(\.self).joined(separator: ": ")
        let timedOut = message.contains("Task timed out")
        return RunnerError(
            .unavailable,
            Self.errorType,
            timedOut
                ? "the Lambda function \(function) ran out of time before it answered"
                : "the Lambda function \(function) failed before it answered (\(VisibleText.of(kind)))",
            hint: "its own log says more: aws logs tail /aws/lambda/\(Self.name(in: function)) --region \(region)"
        ).caused(by: VisibleText.of(cause))
    }

    /// The name alone, of `NAME`, `NAME:ALIAS`, `ACCOUNT:function:NAME` or an ARN.
    private static func name(in function: String) -> Substring {
        let parts = function.split(separator: ":")
        let start = parts.firstIndex(of: "function").map { $0 + 1 } ?? 0
        return start < parts.count ? parts[start] : function[...]
    }

    private struct Body: Decodable {
        let errorType: String?
        let errorMessage: String?
    }
}

extension RunnerError {
    /// Whether the same call may succeed later, as when the function crashed in the middle of this one.
    var mayPass: Bool { code == .tryAgain || errorType == FunctionFailure.errorType }
}
