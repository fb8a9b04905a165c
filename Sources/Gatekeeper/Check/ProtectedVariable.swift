/// Environment variables with which a program can be steered past its arguments, which are all that the gate sees.
struct ProtectedVariable {
    let prefix: ByteString
    let severity: ConfigurationFinding.Severity
    let reason: String
    let hint: String

    /// The entry that protects a name, if one does.
    static func protecting(_ name: ByteString) -> ProtectedVariable? {
        guard !ProtectedVariables.exceptions.contains(name.string) else { return nil }
        return table.first { name.hasPrefix($0.prefix) }
            ?? (runnerOwn.contains(name) ? setByRunner : nil)
            ?? ProtectedVariables.row(protecting: name.string).map { row in
                ProtectedVariable(prefix: "", severity: .warning, reason: row.reason, hint: "remove it: no job gets it")
            }
    }

    /// Whether a variable carries a secret: what the job scripts and AWS's tools read.
    static func isSecret(_ name: ByteString) -> Bool {
        secrets.contains(name) || severalSecrets.contains { name.hasPrefix($0) }
    }

    /// Variables of which there may be several, with names that go on.
    private static let severalSecrets: [ByteString] = [
        "DEPLOY_SCRIPT_SSH_PRIVATE_KEYS_", "DEPLOY_SCRIPT_HTTPS_CREDENTIALS_",
    ]

    private static let secrets: Set<ByteString> = [
        "DEPLOY_SCRIPT_SSH_PRIVATE_KEY", "DEPLOY_SCRIPT_GITHUB_TOKEN", "DEPLOY_SCRIPT_GITLAB_TOKEN",
        "DEPLOY_SCRIPT_BITBUCKET_TOKEN", "DEPLOY_SCRIPT_SSH_PRIVATE_KEYS", "DEPLOY_SCRIPT_HTTPS_CREDENTIALS",
        "GIT_PASSWORD", "GITHUB_OAUTH_TOKEN", "GITHUB_TOKEN",
        "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
    ]

    private static let runnerOwn: Set<ByteString> = ["PATH", "HOME", "LANG"]

    private static let setByRunner = ProtectedVariable(
        prefix: "",
        severity: .warning,
        reason: "is set by the runner itself",
        hint: "remove it, unless the scripts need another value than the runner's"
    )

    private static let table = [
        ProtectedVariable(
            prefix: "LD_",
            severity: .error,
            reason: "loads code into every program of the job",
            hint: "remove it, and install what is needed in the image"
        ),
        ProtectedVariable(
            prefix: "TF_CLI_ARGS",
            severity: .error,
            reason: "adds arguments to Terraform that the gate does not see",
            hint: "write them as hardcoded_options of the script"
        ),
        ProtectedVariable(
            prefix: "TF_PLUGIN_",
            severity: .warning,
            reason: "decides where Terraform finds the plugins that it runs",
            hint: "remove it, unless the place is in the image and nobody else can write there"
        ),
        ProtectedVariable(
            prefix: "TERRAGRUNT_",
            severity: .warning,
            reason:
                "sets an option of Terragrunt that the gate does not see; a forgotten TERRAGRUNT_SOURCE is enough to destroy everything",
            hint: "write it as a hardcoded option of the script, or in terragrunt.hcl"
        ),
        ProtectedVariable(
            prefix: "TG_",
            severity: .warning,
            reason: "sets an option of Terragrunt that the gate does not see",
            hint: "write it as a hardcoded option of the script, or in terragrunt.hcl"
        ),
        ProtectedVariable(
            prefix: "GIT_",
            severity: .warning,
            reason: "changes what git does, up to the commands it runs",
            hint: "remove it, or write the setting into the image's git configuration"
        ),
    ]
}
