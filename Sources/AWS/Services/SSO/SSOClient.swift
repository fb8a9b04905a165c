import RunProtocol

/// The portal of IAM Identity Center: credentials for who has signed in.
struct SSOClient: Sendable {
    private let caller: ServiceCaller

    /// Nothing here is signed; the token of the person who signed in is what counts.
    init(_ caller: ServiceCaller) {
        self.caller = caller
    }

    /// Credentials of a role in an account.
    ///
    /// - Throws: `AWSError`; status 401 when the token is not valid any more.
    func roleCredentials(
        account: String,
        role: String,
        token: String
    ) async throws(AWSError) -> AWSCredentials {
        var call = ServiceCall("GetRoleCredentials")
        call.method = "GET"
        call.path = "federation/credentials"
        call.query = [("role_name", role), ("account_id", account)]
        call.headers = ["x-amz-sso_bearer_token": token]
        let answer = try await caller.decoded(Answer.self, call).roleCredentials
        return AWSCredentials(
            accessKeyID: answer.accessKeyId,
            secretAccessKey: answer.secretAccessKey,
            sessionToken: answer.sessionToken,
            expiration: Timestamp(milliseconds: answer.expiration)
        )
    }

    private struct Answer: Decodable {
        var roleCredentials: Credentials

        struct Credentials: Decodable {
            var accessKeyId: String
            var secretAccessKey: String
            var sessionToken: String
            /// Milliseconds since 1970.
            var expiration: Int64
        }
    }
}
