/// Keys that stand in one of the shared files.
struct StaticKeysSource: CredentialSource {
    let name: String
    private let path: String
    private let profile: String
    private let values: [String: String]?

    /// Those in `~/.aws/credentials`.
    static func credentialsFile(_ files: AWSSharedFiles, profile: String) -> StaticKeysSource {
        StaticKeysSource(
            name: "shared credentials file",
            path: files.credentialsPath,
            profile: profile,
            values: files.credentialsProfile(profile)
        )
    }

    /// Those in `~/.aws/config`.
    static func configFile(_ files: AWSSharedFiles, profile: String) -> StaticKeysSource {
        StaticKeysSource(
            name: "config file",
            path: files.configPath,
            profile: profile,
            values: files.configProfile(profile)
        )
    }

    func look() async throws(AWSError) -> Finding {
        guard let values else { return .absent("\(path) has no profile \(profile)") }
        guard let accessKeyID = values["aws_access_key_id"] else {
            return .absent("profile \(profile) in \(path) has no aws_access_key_id")
        }
        guard !accessKeyID.isEmpty, let secret = values["aws_secret_access_key"], !secret.isEmpty else {
            throw AWSError.credentials(
                .noCredentials,
                "profile \(profile) in \(path) has to have both aws_access_key_id and aws_secret_access_key"
            )
        }
        return .found(
            AWSCredentials(
                accessKeyID: accessKeyID,
                secretAccessKey: secret,
                // The old name goes first in botocore.
                sessionToken: values["aws_security_token"] ?? values["aws_session_token"]
            )
        )
    }
}
