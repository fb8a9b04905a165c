/// The values that the options of the standard scripts may take, as patterns.
///
/// Each is as narrow as stock pipelines leave it: what a pattern here does not match is refused before anything starts.
enum StandardPatterns {
    /// A path below where it starts: relative, no `..`, no dash or tilde at its beginning, a slash at its end if need be.
    static let relativePath = path(of: "A-Za-z0-9_@%+=,")

    /// A directory of a repository: such a path, `.`, or nothing for the root.
    static let directory = #"(?:\./?|\#(relativePath))?"#

    /// A path that may begin above where it starts, for options that only compare it with others.
    static let comparedPath = #"(?:\.\./)*\#(relativePath)"#

    /// A branch, a tag or a commit by name.
    ///
    /// No dash first, no `..`, and none of the characters (`^`, `~`, `:`, `@{`) with which git computes another commit:
    /// what a name means must not depend on when it is read.
    static let ref = #"@?\w\#(refTail)(?:/\#(refByte)\#(refTail))*"#

    /// A commit, in full: a branch could have the name of a shortened one.
    static let sha = "[0-9a-fA-F]{40}|[0-9a-fA-F]{64}"

    static let boolean = "true|false"
    static let binary = "terraform|terragrunt"
    static let logLevel = "trace|debug|info|warn|error"
    static let terragruntLogLevel = "trace|debug|info|warn|warning|error|fatal|panic"
    static let plannerCommands = "plan|plan-all|validate|validate-all"
    static let applierCommands =
        "plan|apply|validate|destroy|refresh|plan-all|apply-all|validate-all|destroy-all"

    /// A file with settings of a backend, or one setting that says where in the backend the state lies.
    ///
    /// Endpoints and credentials are not among them: they would send the state elsewhere.
    static let backendConfig =
        #"\#(backendFile)|(?:bucket|key|prefix|region|encrypt|dynamodb_table|use_lockfile|kms_key_id"#
        + #"|workspace_key_prefix)=[\w./:@+=-]+|path=\#(relativePath)"#

    /// Like any path, but without `=`, with which Terraform would read a setting.
    private static let backendFile = path(of: "A-Za-z0-9_@%+,")

    /// A name of an image in a registry, with its tag or without: the reference grammar of the distribution project.
    static let imageReference =
        #"(?:\#(hostLabel)(?:\.\#(hostLabel))*(?::[0-9]{1,5})?/)?\#(imageName)(?:/\#(imageName))*"#
        + #"(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?"#

    private static let hostLabel = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
    private static let imageName = #"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*"#

    /// A name, or a name and any value.
    static let buildArgument = "[A-Za-z_][A-Za-z0-9_]*(?:=.*)?"

    /// A file name without directory, and the variable whose value becomes its content.
    static let environmentSecret = "[A-Za-z0-9_][A-Za-z0-9._-]*=[A-Za-z_][A-Za-z0-9_]*"

    static let roleARN = "arn:aws[a-z-]*:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]+"
    static let packerVariable = "[A-Za-z_][A-Za-z0-9_-]*=.*"
    static let name = "[A-Za-z0-9_][A-Za-z0-9._-]*"

    /// A literal of HCL: string, number, boolean, null, or a list of those.
    ///
    /// No calls and no interpolation, since what is inserted into a configuration is code there.
    static let literal = #"\#(scalar)|\[(?:\#(scalarGroup)(?:, ?\#(scalarGroup))*)?\]"#

    private static let scalarGroup = "(?:\(scalar))"
    private static let scalar = #"\#(string)|-?[0-9]+(?:\.[0-9]+)?|true|false|null"#
    private static let string = #""(?:[^"\\$%]|\\["\\nrt]|[$%][^"\\{$%])*[$%]?""#

    private static let refByte = #"[\w#%+=@,!-]"#
    private static let refTail = #"(?:\.?\#(refByte))*"#

    private static func path(of characters: String) -> String {
        let rest = "[\(characters).~-]*"
        return #"(?:\./)?\.?[\#(characters)]\#(rest)(?:/\.?[\#(characters)~-]\#(rest))*/?"#
    }
}
