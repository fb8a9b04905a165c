/// What the configuration of one container decides about a standard script.
struct StandardRules {
    let script: StandardScript
    let location: SourceLocation
    /// Patterns that depend on the configuration, beside those of the script's table.
    var patterns: [OptionName: ByteString] = [:]
    /// Options that are always passed, and where the configuration says so.
    var hardcoded: [OptionName: Located<[ByteString]>] = [:]
    var hardcodedArguments: [ByteString] = []
    /// Options that callers cannot give although the table lists them for callers.
    var withheld: Set<OptionName> = []
    var nested: [(OptionName, ConfigurationNode)] = []
    var onAbandon: AbandonPolicy = .cancel

    init(_ script: StandardScript, at location: SourceLocation) {
        self.script = script
        self.location = location
    }

    /// Passes an option always, and lets callers repeat the same value but give no other.
    mutating func hardcode(_ name: OptionName, _ value: Located<ByteString>) {
        hardcoded[name] = Located([value.value], at: value.location)
    }

    /// Passes an option always, and takes it away from callers.
    mutating func fix(_ name: OptionName, _ values: Located<[ByteString]>) {
        hardcoded[name] = values
        withheld.insert(name)
    }

    /// The entry of `script_config` as a user would have written it.
    var field: ConfigurationNode.Field {
        let open = script.options.filter { $0.audience == .callers && !withheld.contains($0.name) }
        let builder = NodeBuilder(location: location)
        let sources = open.compactMap { option in
            (patterns[option.name] ?? option.pattern.map { ByteString($0) }).map {
                (option.name.bytes, builder.string($0))
            }
        }
        var fields: [(ByteString, ConfigurationNode)] = [
            ("hardcoded_options", hardcodedNode),
            ("hardcoded_args", builder.strings(hardcodedArguments)),
            ("allow_positional_args", builder.node(.boolean(false))),
            ("allowed_options", builder.strings(names(of: open) { $0.value == .required })),
            ("allowed_options_without_args", builder.strings(names(of: open) { $0.value == .none })),
            ("restricted_options", builder.strings([])),
            ("restricted_options_regex", builder.mapping(sources)),
            ("single_options", builder.strings(names(of: open) { $0.repetition == .once })),
            ("dash_value_options", builder.strings(names(of: open) { $0.dashValue == .accepted })),
        ]
        if !nested.isEmpty {
            fields.append(("nested_arguments", builder.mapping(nested.map { ($0.bytes, $1) })))
        }
        fields.append(("on_abandon", builder.string(ByteString(onAbandon.rawValue))))
        return builder.field(script.name, builder.mapping(fields))
    }

    private var hardcodedNode: ConfigurationNode {
        let fields = hardcoded.sorted { $0.key < $1.key }.map { option, values in
            let builder = NodeBuilder(location: values.location)
            return builder.field(option.bytes, builder.strings(values.value))
        }
        return NodeBuilder(location: location).node(.mapping(fields))
    }

    private func names(
        of options: [StandardOption],
        where condition: (OptionDeclaration) -> Bool
    ) -> [ByteString] {
        options.filter { condition($0.declaration) }.map(\.name.bytes)
    }
}
