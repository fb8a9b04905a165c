public import RunProtocol

/// One call of the function, as Lambda hands it to the runtime.
public struct LambdaInvocation: Hashable, Sendable {
    /// Lambda's name for the call.
    public var requestID: String
    /// What the caller sent, of at most 6 MB.
    public var payload: [UInt8]
    /// When Lambda kills the environment if the call has no answer yet.
    public var deadline: Timestamp
    /// The function by the name that the caller used, its version or alias included.
    public var functionARN: String?
    /// The header of AWS X-Ray.
    public var traceID: String?
    /// What a caller with an AWS SDK sent beside the payload: JSON.
    public var clientContext: String?

    /// Makes a call; what Lambda may leave out is a property to set.
    public init(requestID: String, payload: [UInt8], deadline: Timestamp) {
        self.requestID = requestID
        self.payload = payload
        self.deadline = deadline
    }
}
