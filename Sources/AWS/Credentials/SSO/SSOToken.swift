import RunProtocol

/// The token of a sign-in as the CLI keeps it, and what renews it.
struct SSOToken: Codable, Sendable {
    var startUrl: String?
    var region: String?
    var accessToken: String
    /// ISO 8601.
    var expiresAt: String
    var clientId: String?
    var clientSecret: String?
    /// ISO 8601: until then `clientId` may ask for tokens.
    var registrationExpiresAt: String?
    var refreshToken: String?

    /// What a new token is asked for with; `nil` when something is missing, or the client's registration has ended.
    func grant(at now: Timestamp) -> SSOGrant? {
        guard let clientId, let clientSecret, let refreshToken,
            let end = registrationExpiresAt.flatMap(CredentialTime.init), end.moment > now
        else { return nil }
        return SSOGrant(clientId: clientId, clientSecret: clientSecret, refreshToken: refreshToken)
    }

    /// The token that takes this one's place.
    func renewed(_ created: CreatedSSOToken, at now: Timestamp, _ configuration: SSOConfiguration) -> SSOToken {
        var token = self
        token.startUrl = configuration.startURL
        token.region = configuration.region
        token.accessToken = created.accessToken
        token.expiresAt = CredentialTime.text(
            Timestamp(milliseconds: now.milliseconds + min(max(created.expiresIn, 0), 1 << 31) * 1000)
        )
        token.refreshToken = created.refreshToken
        return token
    }
}

extension SSOToken: CustomStringConvertible, CustomReflectable {
    var description: String { "SSOToken(until \(expiresAt))" }

    /// Empty: nearly all of it is secret.
    var customMirror: Mirror { Mirror(self, children: []) }
}
