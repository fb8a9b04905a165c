/// How a streamed answer ended.
public struct InvokeCompletion: Hashable, Sendable {
    /// Why the function failed; `nil`: it did not.
    public var errorCode: String?
    /// More about it.
    public var errorDetails: String?
}
