import RunProtocol

/// `AWS_ACCESS_KEY_ID` and what belongs to it.
struct EnvironmentSource: CredentialSource {
    let name = "environment variables"
    private let variables: Environment
    private let now: @Sendable () -> Timestamp

    init(_ variables: Environment, now: @escaping @Sendable () -> Timestamp) {
        self.variables = variables
        self.now = now
    }

    func look() async throws(AWSError) -> Finding {
        guard let accessKeyID = variables["AWS_ACCESS_KEY_ID"] else {
            return .absent("AWS_ACCESS_KEY_ID is not set")
        }
        guard let secretAccessKey = variables["AWS_SECRET_ACCESS_KEY"] else {
            throw AWSError.credentials(
                .noCredentials,
                "AWS_ACCESS_KEY_ID is set and AWS_SECRET_ACCESS_KEY is not: set both or neither"
            )
        }
        var credentials = AWSCredentials(
            accessKeyID: accessKeyID,
            secretAccessKey: secretAccessKey,
            // The old name goes first in botocore.
            sessionToken: variables["AWS_SECURITY_TOKEN"] ?? variables["AWS_SESSION_TOKEN"]
        )
        if let text = variables["AWS_CREDENTIAL_EXPIRATION"] {
            guard let time = CredentialTime(text) else {
                throw AWSError.credentials(
                    .validation,
                    "AWS_CREDENTIAL_EXPIRATION is no time such as 2026-11-23T22:41:03Z"
                )
            }
            credentials.expiration = time.moment
            try credentials.refuseEnded(at: now(), "the credentials in AWS_ACCESS_KEY_ID")
        }
        return .found(credentials)
    }
}
