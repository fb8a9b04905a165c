/// The credentials with which a container of the standard configuration reads repositories.
struct RepositoryAccess {
    /// One credential: where a job script finds it, and what it is.
    struct Credential {
        let variable: ByteString
        let option: OptionName
        let value: Located<ByteString>
    }

    /// Credentials kept in AWS Secrets Manager, named by their ARNs.
    let secrets: [Credential]
    /// Credentials that are no secrets: the user's name that Bitbucket wants beside a token.
    let plain: [Credential]

    init(_ reader: inout FieldReader) {
        var secrets: [Credential] = []
        var plain: [Credential] = []
        if let key = reader.string("repo_access_ssh_key_secrets_manager_arn") {
            secrets.append(
                Credential(
                    variable: "DEPLOY_SCRIPT_SSH_PRIVATE_KEY",
                    option: "ssh-key-secrets-manager-arn",
                    value: key
                )
            )
        }
        if let node = reader.node("repo_access_https_tokens") {
            var tokens = FieldReader(node, kind: "repo_access_https_tokens")
            for (field, variable, option) in Self.tokens {
                guard let token = tokens.string(field) else { continue }
                secrets.append(Credential(variable: variable, option: option, value: token))
            }
            if let user = tokens.string("bitbucket_username") {
                let variable: ByteString = "DEPLOY_SCRIPT_BITBUCKET_USERNAME"
                plain.append(Credential(variable: variable, option: "bitbucket-username", value: user))
            } else if tokens.isWritten("bitbucket_token_secrets_manager_arn") {
                tokens.reportMissing("bitbucket_username", hint: "Bitbucket takes a token only with its user's name")
            }
            reader.report(tokens.finish())
        }
        self.secrets = secrets
        self.plain = plain
    }

    private static let tokens: [(field: ByteString, variable: ByteString, option: OptionName)] = [
        ("github_token_secrets_manager_arn", "DEPLOY_SCRIPT_GITHUB_TOKEN", "github-token-secrets-manager-arn"),
        ("gitlab_token_secrets_manager_arn", "DEPLOY_SCRIPT_GITLAB_TOKEN", "gitlab-token-secrets-manager-arn"),
        ("bitbucket_token_secrets_manager_arn", "DEPLOY_SCRIPT_BITBUCKET_TOKEN", "bitbucket-token-secrets-manager-arn"),
    ]
}
