import AWS
import Gatekeeper
import Git
import RunProtocol

/// Credentials for repositories that the script is told the place of, and reads itself.
struct RepositorySecrets: Sendable {
    /// One of them.
    struct Secret: Sendable {
        /// The variable that git's credentials are read from.
        let variable: String
        /// An ARN.
        let location: String
    }

    /// Where they lie.
    let secrets: [Secret]
    /// The user that the Bitbucket token belongs to.
    let bitbucketUser: String?

    /// - Throws: `InvalidSecretARN` (64).
    init(_ options: ScriptOptions) throws(RunnerError) {
        let all: [(OptionName, String)] = [
            ("ssh-key-secrets-manager-arn", GitCredentials.keyVariable),
            ("github-token-secrets-manager-arn", GitHost.github.tokenVariable),
            ("gitlab-token-secrets-manager-arn", GitHost.gitlab.tokenVariable),
            ("bitbucket-token-secrets-manager-arn", GitHost.bitbucket.tokenVariable),
        ]
        var secrets: [Secret] = []
        for (option, variable) in all {
            guard let text = options.value(option) else { continue }
            _ = try SecretLocation(text)
            secrets.append(Secret(variable: variable, location: text))
        }
        self.secrets = secrets
        bitbucketUser = options.value("bitbucket-username")
    }

    /// What a job may show to reach repositories: what stands in its environment, and these before it.
    ///
    /// - Throws: what `JobSecrets.read` throws; `InvalidCredential` (64).
    func credentials(_ environment: [String: String]) async throws(RunnerError) -> GitCredentials {
        var variables = environment
        for secret in secrets {
            let bytes = try await JobSecrets.read(secret.location, environment: environment)
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw RunnerError(
                    .usage,
                    "InvalidCredential",
                    "the secret \(secret.location) is no text",
                    hint: "store the key or the token as text"
                )
            }
            variables[secret.variable] = text
        }
        if let bitbucketUser { variables[GitCredentials.bitbucketUserVariable] = bitbucketUser }
        return try GitCredentials(environment: variables)
    }
}
