/// A variable in the environment of a container's jobs.
public struct EnvironmentVariable: Hashable, Sendable {
    /// The name.
    public let name: ByteString
    /// The value.
    public let value: ByteString
}
