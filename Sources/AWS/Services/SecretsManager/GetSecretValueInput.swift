/// Which version of which secret is read.
public struct GetSecretValueInput: Encodable, Hashable, Sendable {
    /// A name or an ARN.
    public var secretID: String
    /// `AWSCURRENT` unless said otherwise.
    public var versionStage: String?
    /// One version alone.
    public var versionID: String?

    /// Names a secret; the version is a property to set.
    public init(secretID: String) {
        self.secretID = secretID
    }

    private enum CodingKeys: String, CodingKey {
        case secretID = "SecretId"
        case versionStage = "VersionStage"
        case versionID = "VersionId"
    }
}
