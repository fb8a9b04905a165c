import RunProtocol

/// The file that the CLI keeps a token in; several programs read and renew it.
struct SSOTokenFile: Sendable {
    let configuration: SSOConfiguration
    let path: String
    let core: SessionCore

    /// A token is renewed when it has less than this left, in milliseconds.
    private static let reserve: Int64 = 5 * 60 * 1000

    /// A token that is valid now.
    ///
    /// - Throws: `AWSError`: `.noCredentials` when nobody has signed in, `.expiredCredentials` when that is too long ago;
    ///   else why a token that has ended could not be renewed.
    func validToken() async throws(AWSError) -> String {
        let token = try read()
        let end = try end(of: token)
        let now = core.time()
        if end.milliseconds - now.milliseconds > Self.reserve { return token.accessToken }
        guard configuration.session != nil, let grant = token.grant(at: now) else {
            guard end > now else { throw ended(end) }
            return token.accessToken
        }
        do throws(AWSError) {
            return try await renew(token, grant).accessToken
        } catch {
            if error.kind == .cancelled { throw error }
            // What has a few minutes left is good still; and another program may have renewed it in the meantime, with the
            // one grant that there was.
            if let kept = try? read(), let end = CredentialTime(kept.expiresAt), end.moment > core.time() {
                return kept.accessToken
            }
            throw error.isRetryable || error.service == "credentials" ? error : ended(end)
        }
    }

    private func read() throws(AWSError) -> SSOToken {
        let text: String
        do throws(TextFile.Failure) {
            text = try TextFile.read(path)
        } catch {
            throw AWSError.credentials(
                .noCredentials,
                "nobody has signed in for profile \(configuration.profile) (\(path) \(error.reason)); "
                    + configuration.advice
            )
        }
        guard let token = try? JSON.decode(SSOToken.self, from: text.utf8) else {
            throw AWSError.credentials(.noCredentials, "\(path) is not the token of a sign-in; \(configuration.advice)")
        }
        return token
    }

    private func end(of token: SSOToken) throws(AWSError) -> Timestamp {
        guard let end = CredentialTime(token.expiresAt) else {
            throw AWSError.credentials(.noCredentials, "\(path) does not say when it ends; \(configuration.advice)")
        }
        return end.moment
    }

    private func ended(_ end: Timestamp) -> AWSError {
        .credentials(
            .expiredCredentials,
            "the sign-in for profile \(configuration.profile) ended at \(end); \(configuration.advice)"
        )
    }

    /// Trades the grant for a new token and keeps that; the place for it is made before the grant is spent.
    private func renew(_ token: SSOToken, _ grant: SSOGrant) async throws(AWSError) -> SSOToken {
        let oidc = SSOOIDCClient(core.unsigned(.ssoOIDC, region: configuration.region))
        var renewed = token
        try await FileReplacement.write(to: path) { () async throws(AWSError) in
            renewed = token.renewed(try await oidc.createToken(grant), at: core.time(), configuration)
            return Array(JSON.encode(renewed))
        }
        return renewed
    }
}

extension SSOTokenFile: CustomReflectable {
    var customMirror: Mirror { Mirror(self, children: ["path": path]) }
}
