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

    /// How long a streamed answer may be silent, once it has begun.
    public var silence = Duration.seconds(60)

    /// Makes a call; the qualifier and the times are properties to set.
    public init(functionName: String, payload: [UInt8]) {
        self.functionName = functionName
        self.payload = payload
    }
}
