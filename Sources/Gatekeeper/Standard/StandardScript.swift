/// A script of the standard configuration: one table of options for the gate and for the script itself.
public struct StandardScript: Sendable {
    /// The script's file name in the trigger directory.
    public let name: ByteString

    let options: [StandardOption]

    init(_ name: ByteString, options: [StandardOption]) {
        self.name = name
        self.options = options
    }

    /// The grammar with which the script reads its arguments: everything that the gate may pass to it.
    public var grammar: ArgumentGrammar {
        ArgumentGrammar(options: options.map(\.declaration))
    }

    /// All standard scripts.
    public static let all = [
        infrastructureDeployScript, terraformUpdateVariable, buildDockerImage, buildPackerArtifact,
    ]
}

extension StandardScript {
    /// Plans, applies and destroys infrastructure with Terraform or Terragrunt.
    ///
    /// `--allowed-apply-refs` is the configuration's alone: it is hardcoded once for each ref, callers cannot give it, and
    /// without it nothing may be applied.
    public static let infrastructureDeployScript = StandardScript(
        "infrastructure-deploy-script",
        options: [
            .option("repo"),
            .option("ref", StandardPatterns.ref),
            .option("binary", StandardPatterns.binary),
            .option("command"),
            .option("command-args").acceptingDashValues(),
            .option("deploy-path", StandardPatterns.directory),
            .repeatable("backend-config", StandardPatterns.backendConfig),
            .option("force-https", StandardPatterns.boolean),
            .option("apply-ref-for-destroy", StandardPatterns.ref),
            .option("store-outputs", StandardPatterns.boolean),
            .option("log-level", StandardPatterns.logLevel),
            .fixed(.option("allowed-apply-refs").repeatable()),
        ]
    )

    /// Edits variables in a Terraform or Terragrunt file, and commits and pushes the change.
    public static let terraformUpdateVariable = StandardScript(
        "terraform-update-variable",
        options: [
            .repeatable("name"),
            .repeatable("value", StandardPatterns.literal).acceptingDashValues(),
            .option("vars-path", StandardPatterns.relativePath),
            .option("git-url"),
            .option("git-checkout-path", StandardPatterns.relativePath),
            .option("git-branch-name", StandardPatterns.ref),
            .option("git-user-name"),
            .option("git-user-email"),
            .option("skip-git", StandardPatterns.boolean),
            .option("skip-ci-flag"),
            .flag("skip-fmt"),
        ]
    )

    /// Builds a container image and pushes it to a registry.
    public static let buildDockerImage = StandardScript(
        "build-docker-image",
        options: [
            .option("repo"),
            .option("ref", StandardPatterns.ref),
            .option("sha", StandardPatterns.sha),
            .option("context-path", StandardPatterns.directory),
            .option("dockerfile-path", StandardPatterns.relativePath),
            .repeatable("docker-image-tag", StandardPatterns.imageReference),
            .repeatable("build-arg", StandardPatterns.buildArgument),
            .repeatable("env-secret", StandardPatterns.environmentSecret),
            .option("iam-role", StandardPatterns.roleARN),
            .flag("idempotent"),
            .flag("no-push"),
            .option("output-properties-file", StandardPatterns.relativePath),
            .option("output-properties-file-key", StandardPatterns.name),
        ]
    )

    /// Builds a machine image with Packer.
    ///
    /// Which secrets give access to repositories is the configuration's alone: the job's role can read no others.
    public static let buildPackerArtifact = StandardScript(
        "build-packer-artifact",
        options: [
            .option("packer-template-path"),
            .repeatable("var", StandardPatterns.packerVariable),
            .option("idempotent", StandardPatterns.boolean),
            .option("build-name", StandardPatterns.name),
            .fixed(.option("ssh-key-secrets-manager-arn")),
            .fixed(.option("github-token-secrets-manager-arn")),
            .fixed(.option("gitlab-token-secrets-manager-arn")),
            .fixed(.option("bitbucket-token-secrets-manager-arn")),
            .fixed(.option("bitbucket-username")),
            .option("output-properties-file", StandardPatterns.relativePath),
            .option("output-properties-file-key", StandardPatterns.name),
        ]
    )
}
