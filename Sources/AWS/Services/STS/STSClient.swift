import RunProtocol

/// Security Token Service, as far as credentials need it.
public struct STSClient: Sendable {
    private let caller: ServiceCaller

    init(_ caller: ServiceCaller) {
        self.caller = caller
    }

    /// Credentials of a role, for whoever signs the call.
    ///
    /// - Throws: `AWSError`; `.accessDenied` when the role does not trust the caller.
    public func assumeRole(_ input: AssumeRoleInput) async throws(AWSError) -> AWSCredentials {
        var parameters = [("RoleArn", input.roleARN), ("RoleSessionName", input.roleSessionName)]
        if let externalID = input.externalID { parameters.append(("ExternalId", externalID)) }
        if let seconds = input.durationSeconds { parameters.append(("DurationSeconds", String(seconds))) }
        return try await credentials("AssumeRole", parameters)
    }

    /// Credentials of a role, for who holds a token that the role trusts; the call is not signed.
    ///
    /// - Throws: `AWSError`; `.expiredCredentials` when the token has ended.
    func assumeRole(
        _ roleARN: String,
        sessionName: String,
        webIdentityToken token: String
    ) async throws(AWSError) -> AWSCredentials {
        try await credentials(
            "AssumeRoleWithWebIdentity",
            [("RoleArn", roleARN), ("RoleSessionName", sessionName), ("WebIdentityToken", token)]
        )
    }

    private func credentials(
        _ operation: String,
        _ parameters: [(String, String)]
    ) async throws(AWSError) -> AWSCredentials {
        let result = try await caller.query(operation, version: "2011-06-15", parameters)
        guard let element = result["Credentials"],
            let accessKeyID = element.text("AccessKeyId"), !accessKeyID.isEmpty,
            let secretAccessKey = element.text("SecretAccessKey"), !secretAccessKey.isEmpty,
            let sessionToken = element.text("SessionToken"),
            let expiration = element.text("Expiration").flatMap(CredentialTime.init)
        else {
            throw AWSError(
                .malformedAnswer,
                service: "sts",
                operation: operation,
                message: "the answer holds no whole set of credentials"
            )
        }
        return AWSCredentials(
            accessKeyID: accessKeyID,
            secretAccessKey: secretAccessKey,
            sessionToken: sessionToken,
            expiration: expiration.moment
        )
    }
}
