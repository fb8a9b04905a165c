/// What `--command-args` may contain: options that Terraform and Terragrunt are given as they are.
struct CommandArguments {
    let node: ConfigurationNode

    /// Options with a value, and what that value must match.
    private static let options: [(spelling: ByteString, pattern: String)] = [
        ("-var-file", StandardPatterns.relativePath),
        ("--terragrunt-log-level", StandardPatterns.terragruntLogLevel),
        // Stock pipelines name files relative to the deploy path; the files are compared, not read.
        ("--terragrunt-modules-that-include", StandardPatterns.comparedPath),
    ]
    private static let flags: [ByteString] = ["-destroy", "-detailed-exitcode"]
    private static let single: [ByteString] = flags + ["--terragrunt-log-level"]

    /// Reads `additional_allowed_options`: names of options which may stand alone or have any value.
    init(_ reader: inout FieldReader) {
        let known = (Self.options.map(\.spelling) + Self.flags).compactMap { OptionName(spelled: $0) }
        let additional = (reader.options("additional_allowed_options") ?? []).filter { !known.contains($0.name) }
        let builder = NodeBuilder(location: reader.location)
        node = builder.mapping([
            ("allow_positional_args", builder.node(.boolean(false))),
            ("allowed_options", builder.strings(Self.options.map(\.spelling))),
            ("allowed_options_without_args", builder.strings(Self.flags)),
            ("allowed_options_with_optional_args", builder.strings(additional.map(\.spelling))),
            (
                "restricted_options_regex",
                builder.mapping(Self.options.map { ($0.spelling, builder.string(ByteString($0.pattern))) })
            ),
            ("single_options", builder.strings(Self.single)),
            ("dash_value_options", builder.strings([])),
        ])
    }
}
