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
        let location: SecretLocation
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
            secrets.append(Secret(variable: variable, location: try SecretLocation(text)))
        }
        self.secrets = secrets
        bitbucketUser = options.value("bitbucket-username")
    }

    /// What a job may show to reach repositories: what stands in its environment, and these before it.
    ///
    /// - Throws: `SecretUnreadable` (69), or 75 for what may pass; `InvalidCredential` (64).
    func credentials(_ environment: [String: String]) async throws(RunnerError) -> GitCredentials {
        var variables = environment
        for secret in secrets { variables[secret.variable] = try await text(of: secret, environment) }
        if let bitbucketUser { variables[GitCredentials.bitbucketUserVariable] = bitbucketUser }
        return try GitCredentials(environment: variables)
    }

    private func text(of secret: Secret, _ environment: [String: String]) async throws(RunnerError) -> String {
        let bytes: [UInt8]
        do {
            bytes = try await AWSSession.with(region: secret.location.region, environment: environment) { session in
                try await session.secretsManager.value(at: secret.location)
            }
        } catch {
            let message = "the secret \(secret.location.arn) could not be read"
            guard let error = error as? AWSError else {
                throw RunnerError(.unavailable, "SecretUnreadable", message).caused(by: "\(error)")
            }
            throw error.runnerError(.unavailable, "SecretUnreadable", message)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw RunnerError(
                .usage,
                "SecretUnreadable",
                "the secret \(secret.location.arn) is no text",
                hint: "store the key or the token as text"
            )
        }
        return text
    }
}
