/// One call of a Lambda function.
public struct InvokeInput: Sendable {
    /// A name, a partial ARN or an ARN.
    public var functionName: String
    /// What the function gets: JSON, at most 6 MB.
    public var payload: [UInt8]
    /// A version or an alias.
    public var qualifier: String?
    /// How long the answer may take: a function runs for 15 minutes at most.
    public var timeout = Duration.seconds(15 * 60 + 10)

    /// Makes a call; the qualifier and the time are properties to set.
    public init(functionName: String, payload: [UInt8]) {
        self.functionName = functionName
        self.payload = payload
    }
}

/// What a function answered.
public struct InvokeOutput: Hashable, Sendable {
    /// 200, whether the function failed or not.
    public var statusCode: Int
    /// `Unhandled` or `Handled` when the function failed; the payload says how.
    public var functionError: String?
    /// The function's answer, or its error as JSON.
    public var payload: [UInt8]
    /// The version that ran.
    public var executedVersion: String?
    /// What AWS's support asks for.
    public var requestID: String?
}

/// How a streamed answer ended.
public struct InvokeCompletion: Hashable, Sendable {
    /// Why the function failed; `nil`: it did not.
    public var errorCode: String?
    /// More about it.
    public var errorDetails: String?
}
