/// Why something was not done, or not found.
public struct ECSFailure: Decodable, Hashable, Sendable {
    /// Of what.
    public var arn: String?
    /// `MISSING`, `RESOURCE:MEMORY`, `AGENT`, ….
    public var reason: String?
    /// More about it.
    public var detail: String?
}
