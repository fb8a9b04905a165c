/// An option of Terragrunt's own, which was renamed when the prefix `terragrunt-` went (0.73.0).
///
/// From Terragrunt's table of renamed flags: https://terragrunt.gruntwork.io/docs/migrate/cli-redesign
struct TerragruntOption: Sendable {
    /// The name behind `terragrunt-`, up to 0.77.21.
    private let old: String
    /// The name since then.
    private let new: String
    /// Whether it takes a value.
    let value: Value

    enum Value: Sendable {
        case none
        case required
    }

    /// Which of an option's names a version reads.
    enum Naming: Sendable {
        /// `--terragrunt-log-level`.
        case prefixed
        /// `--log-level`.
        case current
    }

    /// The option that has this name, old or new.
    static func called(_ name: String) -> TerragruntOption? {
        table.first { "terragrunt-\($0.old)" == name || $0.new == name && !terraformOptions.contains(name) }
    }

    /// The option's name in a version.
    func name(_ naming: Naming, in version: TerragruntVersion) -> String {
        switch naming {
        case .prefixed: "terragrunt-\(old)"
        // From here on it is the same as the broader option, and only that one has a future.
        case .current where new == "units-that-include" && version >= TerragruntVersion(0, 97, 0):
            "queue-include-units-reading"
        case .current: new
        }
    }

    /// Names that mean an option of Terraform's where they stand without the prefix.
    private static let terraformOptions: Set<String> = ["parallelism"]

    private init(_ old: String, _ new: String? = nil, _ value: Value = .required) {
        self.old = old
        self.new = new ?? old
        self.value = value
    }

    private static let table = [
        TerragruntOption("config"),
        TerragruntOption("debug", "inputs-debug", .none),
        TerragruntOption("disable-bucket-update", nil, .none),
        TerragruntOption("download-dir"),
        TerragruntOption("exclude-dir", "queue-exclude-dir"),
        TerragruntOption("excludes-file", "queue-excludes-file"),
        TerragruntOption("fetch-dependency-output-from-state", "dependency-fetch-output-from-state", .none),
        TerragruntOption("forward-tf-stdout", "tf-forward-stdout", .none),
        TerragruntOption("iam-assume-role-duration"),
        TerragruntOption("iam-role", "iam-assume-role"),
        TerragruntOption("iam-web-identity-token", "iam-assume-role-web-identity-token"),
        TerragruntOption("ignore-dependency-errors", "queue-ignore-errors", .none),
        TerragruntOption("ignore-dependency-order", "queue-ignore-dag-order", .none),
        TerragruntOption("ignore-external-dependencies", "queue-exclude-external", .none),
        TerragruntOption("include-dir", "queue-include-dir"),
        TerragruntOption("include-external-dependencies", "queue-include-external", .none),
        TerragruntOption("json-out-dir"),
        TerragruntOption("log-custom-format"),
        TerragruntOption("log-disable", nil, .none),
        TerragruntOption("log-format"),
        TerragruntOption("log-level"),
        TerragruntOption("log-show-abs-paths", nil, .none),
        TerragruntOption("modules-that-include", "units-that-include"),
        TerragruntOption("no-auto-init", nil, .none),
        TerragruntOption("no-auto-retry", nil, .none),
        TerragruntOption("non-interactive", nil, .none),
        TerragruntOption("out-dir"),
        TerragruntOption("parallelism"),
        TerragruntOption("provider-cache", nil, .none),
        TerragruntOption("queue-include-units-reading"),
        TerragruntOption("source"),
        TerragruntOption("source-map"),
        TerragruntOption("source-update", nil, .none),
        TerragruntOption("strict-include", "queue-strict-include", .none),
        TerragruntOption("tfpath", "tf-path"),
        TerragruntOption("use-partial-parse-config-cache", nil, .none),
        TerragruntOption("working-dir"),
    ]
}
