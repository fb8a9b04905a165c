public import RunProtocol

/// What a request is signed with; no text of it shows the secret or the token.
public struct AWSCredentials: Hashable, Sendable {
    /// The identifier of the key, which is no secret.
    public var accessKeyID: String
    /// The key.
    public var secretAccessKey: String
    /// What temporary credentials carry besides.
    public var sessionToken: String?
    /// When they stop working; `nil`: never, or nobody knows.
    public var expiration: Timestamp?

    /// Makes credentials.
    public init(
        accessKeyID: String,
        secretAccessKey: String,
        sessionToken: String? = nil,
        expiration: Timestamp? = nil
    ) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.expiration = expiration
    }
}

extension AWSCredentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The identifier of the key and the end of its life.
    public var description: String {
        "AWSCredentials(\(accessKeyID)\(expiration.map { ", until \($0)" } ?? ""))"
    }

    /// The same as `description`.
    public var debugDescription: String { description }

    /// Nothing but the identifier: `dump` and interpolation of a value around this one go by the mirror.
    public var customMirror: Mirror {
        Mirror(self, children: ["accessKeyID": accessKeyID])
    }
}
