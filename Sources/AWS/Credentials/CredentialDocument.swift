import RunProtocol

/// The JSON in which programs, containers and the metadata service hand out credentials.
struct CredentialDocument: Sendable {
    private let answer: Answer

    /// `nil` when the bytes are no JSON object, or one with other types; nothing of them is kept for a message.
    init?(_ bytes: [UInt8]) {
        guard let answer = try? JSON.decode(Answer.self, from: bytes) else { return nil }
        self.answer = answer
    }

    /// The version that a credential process has to say.
    var version: Int? { answer.version }
    /// How the metadata service says that it has none although it answers.
    var failure: String? {
        guard let code = answer.code, code != "Success" else { return nil }
        return VisibleBytes.text([code, answer.message].compactMap(\.self).joined(separator: ": ").utf8)
    }

    /// Who wrote the document.
    enum Author {
        /// A credential process: the token is its `SessionToken`, and credentials without an end have none.
        case program
        /// A container's endpoint or the metadata service: there is always a `Token` and an end.
        case service
    }

    /// The credentials.
    ///
    /// - Throws: `Missing`, naming the key that is not there or cannot be read.
    func credentials(from author: Author) throws(Missing) -> AWSCredentials {
        guard let accessKeyID = answer.accessKeyID, !accessKeyID.isEmpty else { throw Missing(key: "AccessKeyId") }
        guard let secretAccessKey = answer.secretAccessKey, !secretAccessKey.isEmpty else {
            throw Missing(key: "SecretAccessKey")
        }
        if author == .service {
            guard answer.token != nil else { throw Missing(key: "Token") }
            guard answer.expiration != nil else { throw Missing(key: "Expiration") }
        }
        var expiration: CredentialTime?
        if let text = answer.expiration {
            expiration = CredentialTime(text)
            guard expiration != nil else { throw Missing(key: "Expiration (a time with its zone)") }
        }
        return AWSCredentials(
            accessKeyID: accessKeyID,
            secretAccessKey: secretAccessKey,
            sessionToken: author == .service ? answer.token : answer.sessionToken,
            expiration: expiration?.moment
        )
    }

    /// A key that is not there.
    struct Missing: Error {
        var key: String
    }

    private struct Answer: Decodable {
        var version: Int?
        var code: String?
        var message: String?
        var accessKeyID: String?
        var secretAccessKey: String?
        var token: String?
        var sessionToken: String?
        var expiration: String?

        private enum CodingKeys: String, CodingKey {
            case version = "Version"
            case code = "Code"
            case message = "Message"
            case accessKeyID = "AccessKeyId"
            case secretAccessKey = "SecretAccessKey"
            case token = "Token"
            case sessionToken = "SessionToken"
            case expiration = "Expiration"
        }
    }
}

extension CredentialDocument: CustomReflectable {
    /// Empty: these are secrets.
    var customMirror: Mirror { Mirror(self, children: []) }
}
