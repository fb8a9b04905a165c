import RunProtocol

/// One place that credentials may come from.
protocol CredentialSource: Sendable, CustomStringConvertible, CustomReflectable {
    /// As messages call it: `the environment`.
    var name: String { get }

    /// Looks there.
    ///
    /// A source that is set up and gives none throws: the chain ends there, since nobody wants to act as somebody else
    /// because their own credentials could not be had.
    func look() async throws(AWSError) -> Finding
}

/// What a look at a source gave.
enum Finding: Sendable {
    case found(AWSCredentials)
    /// Nothing is set up there; why, to stand behind the source's name.
    case absent(String)
}

extension CredentialSource {
    /// The name alone: what a source was made from may be secret.
    var description: String { name }

    /// Empty: what a source was made from may be secret.
    var customMirror: Mirror { Mirror(self, children: []) }
}

extension AWSError {
    /// What a source of credentials says about itself.
    static func credentials(_ kind: Kind, _ message: String) -> AWSError {
        AWSError(kind, service: "credentials", operation: "Load", message: message)
    }
}

extension AWSCredentials {
    /// Credentials that somebody hands over as they are can have ended before anybody asks.
    ///
    /// What AWS has just made is not asked this: where this machine's clock is wrong, it looks ended and is not.
    func refuseEnded(at now: Timestamp, _ what: String) throws(AWSError) {
        guard let expiration, expiration <= now else { return }
        throw AWSError.credentials(.expiredCredentials, "\(what) ended at \(expiration)")
    }
}
