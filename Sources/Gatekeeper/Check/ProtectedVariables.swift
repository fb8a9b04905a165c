/// Environment variables that steer a program past its arguments, and so past the gate: no job gets them (DESIGN D7).
///
/// The check of a configuration finds them where it sets them. Job scripts take them away whoever set them: the image, the
/// engine, or somebody who may start tasks without the gate.
public enum ProtectedVariables {
    /// One row of the table.
    struct Row: Sendable {
        /// The name, or the beginning of the names.
        let name: String
        /// What `name` means.
        let match: Match
        /// How bad it is to configure it.
        var severity = ConfigurationFinding.Severity.warning
        /// What the variable does, behind its name.
        let reason: String
        /// What to do instead.
        var hint = "remove it: no job gets it"
    }

    /// How a name is compared.
    enum Match: Sendable {
        /// The whole name.
        case whole
        /// How the name begins.
        case prefix
    }

    /// Whether a variable is protected.
    public static func contain(_ variable: String) -> Bool {
        row(protecting: variable) != nil
    }

    /// The row that protects a variable, if one does.
    static func row(protecting variable: String) -> Row? {
        guard !exceptions.contains(variable) else { return nil }
        return table.first { row in
            switch row.match {
            case .whole: row.name == variable
            case .prefix: variable.utf8.starts(with: row.name.utf8)
            }
        }
    }

    /// The credentials of kaniko's build context, which only look like settings of git.
    private static let exceptions: Set<String> = ["GIT_USERNAME", "GIT_PASSWORD"]

    /// The table.
    static let table =
        [
            Row(
                name: "LD_",
                match: .prefix,
                severity: .error,
                reason: "loads code into every program of the job",
                hint: "remove it, and install what is needed in the image"
            ),
            Row(
                name: "TF_CLI_ARGS",
                match: .prefix,
                severity: .error,
                reason: "adds arguments to Terraform that the gate does not see",
                hint: "write them as hardcoded_options of the script"
            ),
            Row(
                name: "TF_PLUGIN_",
                match: .prefix,
                reason: "decides where Terraform finds the plugins that it runs",
                hint: "remove it, and keep the plugins where the image's configuration of Terraform says"
            ),
            Row(
                name: "TERRAGRUNT_",
                match: .prefix,
                reason: "sets an option of Terragrunt that the gate does not see; "
                    + "a forgotten TERRAGRUNT_SOURCE is enough to destroy everything",
                hint: "write it as a hardcoded option of the script, or in terragrunt.hcl"
            ),
            Row(
                name: "TG_",
                match: .prefix,
                reason: "sets an option of Terragrunt that the gate does not see",
                hint: "write it as a hardcoded option of the script, or in terragrunt.hcl"
            ),
            Row(
                name: "GIT_",
                match: .prefix,
                reason: "changes what git does, up to the commands it runs",
                hint: "remove it, or write the setting into the image's git configuration"
            ),
        ]
        + prefixes.map { Row(name: $0, match: .prefix, reason: $1) }
        + names.map { Row(name: $0, match: .whole, reason: $1) }

    private static let prefixes: KeyValuePairs = [
        "BASH_FUNC_": "replaces commands by functions in bash", "NODE_OPTIONS": "loads code into Node.js",
    ]

    private static let names: KeyValuePairs = [
        "TF_REATTACH_PROVIDERS": "makes Terraform talk to another process in place of a provider",
        "TF_DATA_DIR": "takes Terraform's backend and modules from another folder",
        "SSH_ASKPASS": "is a program that ssh runs", "SSH_AUTH_SOCK": "is somebody else's SSH agent",
        "GCONV_PATH": "loads code into programs that convert text",
        "GLIBC_TUNABLES": "changes the C library under every program",
        "BASH_ENV": "is a script that bash runs first", "ENV": "is a script that sh runs first",
        "SHELLOPTS": "switches options of bash", "BASHOPTS": "switches options of bash",
        "PS4": "is expanded, and so run, by a tracing shell", "IFS": "changes how a shell splits words",
        "CDPATH": "changes where cd goes", "PYTHONPATH": "loads code into Python",
        "PYTHONHOME": "replaces Python's library", "PYTHONSTARTUP": "is a script that Python runs first",
        "PERL5LIB": "loads code into Perl", "PERL5OPT": "adds arguments to Perl", "RUBYLIB": "loads code into Ruby",
        "RUBYOPT": "adds arguments to Ruby", "JAVA_TOOL_OPTIONS": "adds arguments to Java",
        "_JAVA_OPTIONS": "adds arguments to Java",
    ]
}
