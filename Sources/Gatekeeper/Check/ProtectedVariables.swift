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
        /// What the variable could do.
        let reason: String
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
    static let exceptions: Set<String> = ["GIT_USERNAME", "GIT_PASSWORD"]

    /// The table.
    static let table = [
        prefix("TF_CLI_ARGS", "adds arguments to Terraform"),
        prefix("TF_PLUGIN_", "decides which plugins Terraform runs"),
        whole("TF_REATTACH_PROVIDERS", "makes Terraform talk to another process in place of a provider"),
        whole("TF_DATA_DIR", "takes Terraform's backend and modules from another folder"),
        prefix("TG_", "is an option of Terragrunt"),
        prefix("TERRAGRUNT_", "is an option of Terragrunt: TERRAGRUNT_SOURCE replaces the code that runs"),
        prefix("GIT_", "is a setting of git, up to the commands that it runs"),
        whole("SSH_ASKPASS", "is a program that ssh runs"),
        whole("SSH_AUTH_SOCK", "is somebody else's SSH agent"),
        prefix("LD_", "loads code into every program"),
        whole("GCONV_PATH", "loads code into programs that convert text"),
        whole("GLIBC_TUNABLES", "changes the C library under every program"),
        whole("BASH_ENV", "is a script that bash runs first"),
        whole("ENV", "is a script that sh runs first"),
        prefix("BASH_FUNC_", "replaces commands by functions in bash"),
        whole("SHELLOPTS", "switches options of bash"),
        whole("BASHOPTS", "switches options of bash"),
        whole("PS4", "is expanded, and so run, by a tracing shell"),
        whole("IFS", "changes how a shell splits words"),
        whole("CDPATH", "changes where cd goes"),
        prefix("NODE_OPTIONS", "loads code into Node.js"),
        whole("PYTHONPATH", "loads code into Python"),
        whole("PYTHONHOME", "replaces Python's library"),
        whole("PYTHONSTARTUP", "is a script that Python runs first"),
        whole("PERL5LIB", "loads code into Perl"),
        whole("PERL5OPT", "adds arguments to Perl"),
        whole("RUBYLIB", "loads code into Ruby"),
        whole("RUBYOPT", "adds arguments to Ruby"),
        whole("JAVA_TOOL_OPTIONS", "adds arguments to Java"),
        whole("_JAVA_OPTIONS", "adds arguments to Java"),
    ]

    private static func whole(_ name: String, _ reason: String) -> Row {
        Row(name: name, match: .whole, reason: reason)
    }

    private static func prefix(_ name: String, _ reason: String) -> Row {
        Row(name: name, match: .prefix, reason: reason)
    }
}
