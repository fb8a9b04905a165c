/// The role of an ECS task, for what the runner itself does in the task.
///
/// A job may have credentials of its own, for another account: they come first wherever credentials are looked for.
enum TaskRole {
    /// Whether the task has one.
    static func isThere(_ environment: [String: String]) -> Bool {
        places.contains { environment[$0] != nil }
    }

    /// The environment with no other credentials than those of the role, where there is one.
    static func alone(_ environment: [String: String]) -> [String: String] {
        guard isThere(environment) else { return environment }
        return environment.filter { !others.contains($0.key) }
            .merging(["AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null"]) { $1 }
    }

    /// Where ECS says that it gives credentials.
    private static let places = ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"]
    /// Where others come from.
    private static let others: Set<String> = [
        "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN",
        "AWS_CREDENTIAL_EXPIRATION", "AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_ROLE_ARN", "AWS_ROLE_SESSION_NAME",
        "AWS_WEB_IDENTITY_TOKEN_FILE",
    ]
}
