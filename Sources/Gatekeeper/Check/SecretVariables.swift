/// Environment variables that are known to carry a secret, by what the job scripts, git's hosts and AWS's tools read.
///
/// The check of a configuration finds them where they stand in plain text; in a job's log their values are redacted.
public enum SecretVariables {
    /// Whether a variable carries a secret.
    public static func contain(_ variable: String) -> Bool {
        names.contains(variable) || several.contains { variable.utf8.starts(with: $0.utf8) }
    }

    private static let names: Set<String> = [
        "DEPLOY_SCRIPT_SSH_PRIVATE_KEY", "DEPLOY_SCRIPT_GITHUB_TOKEN", "DEPLOY_SCRIPT_GITLAB_TOKEN",
        "DEPLOY_SCRIPT_BITBUCKET_TOKEN", "DEPLOY_SCRIPT_SSH_PRIVATE_KEYS", "DEPLOY_SCRIPT_HTTPS_CREDENTIALS",
        "GIT_PASSWORD", "GITHUB_OAUTH_TOKEN", "GITHUB_TOKEN",
        "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN", "AWS_CONTAINER_AUTHORIZATION_TOKEN",
    ]

    /// Those of which there may be several, with names that go on.
    private static let several = ["DEPLOY_SCRIPT_SSH_PRIVATE_KEYS_", "DEPLOY_SCRIPT_HTTPS_CREDENTIALS_"]
}
