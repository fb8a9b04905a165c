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
