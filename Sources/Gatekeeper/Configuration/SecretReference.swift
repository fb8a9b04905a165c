/// A variable in the environment of a container's jobs whose value is a secret, kept elsewhere.
public struct SecretReference: Hashable, Sendable {
    /// The name of the variable.
    public let name: ByteString
    /// The ARN of the secret in AWS Secrets Manager, or what the sandbox calls it.
    public let secret: ByteString
}
