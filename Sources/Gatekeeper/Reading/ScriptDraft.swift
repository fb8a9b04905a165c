/// A script of a container as it was read, each part with its place.
struct ScriptDraft {
    /// Options that are always passed, and their values.
    struct HardcodedDraft {
        let option: OptionDraft
        let values: [Located<ByteString>]
    }

    /// The rules for the words of an option's value.
    struct NestedDraft {
        let option: OptionDraft
        let rules: RulesDraft
    }

    let name: Located<ByteString>
    let hardcodedOptions: [HardcodedDraft]
    let hardcodedArguments: [Located<ByteString>]
    let rules: RulesDraft
    let nested: [NestedDraft]
    let onAbandon: AbandonPolicy
    let stopGraceSeconds: Int?

    /// Two hours, the longest that a caller waits by default.
    private static let longestGrace = 7200

    init(
        _ field: ConfigurationNode.Field,
        source: ContainerSource,
        findings: inout [ConfigurationFinding]
    ) {
        name = Located(field.key, at: field.keyLocation)
        let node = field.value.isNull ? ConfigurationNode(.mapping([]), location: field.value.location) : field.value
        var reader = FieldReader(node, kind: "the configuration of a script")
        hardcodedOptions = Self.hardcodedOptions(from: &reader)
        hardcodedArguments = reader.strings("hardcoded_args")?.value ?? []
        rules = RulesDraft(.script, from: &reader, source: source)
        nested = Self.nested(from: &reader, source: source)
        onAbandon = reader.choice("on_abandon", of: AbandonPolicy.self)?.value ?? .cancel
        stopGraceSeconds = reader.integer("stop_grace_seconds", in: 1...Self.longestGrace)?.value
        findings += reader.finish()
    }

    private static func hardcodedOptions(from reader: inout FieldReader) -> [HardcodedDraft] {
        var drafts: [HardcodedDraft] = []
        for (option, value) in reader.optionEntries("hardcoded_options") {
            guard let values = reader.strings(value) else { continue }
            drafts.append(HardcodedDraft(option: option, values: values.value))
        }
        return drafts.sorted { $0.option.name < $1.option.name }
    }

    private static func nested(from reader: inout FieldReader, source: ContainerSource) -> [NestedDraft] {
        reader.optionEntries("nested_arguments").map { option, value in
            var nestedReader = FieldReader(value, kind: "the rules for a nested argument")
            let rules = RulesDraft(.nested, from: &nestedReader, source: source)
            reader.report(nestedReader.finish())
            return NestedDraft(option: option, rules: rules)
        }
    }

    /// The script, once nothing is wrong with it.
    func script(_ nullRules: NullRules) -> ScriptConfiguration {
        var script = ScriptConfiguration(name: name.value)
        script.hardcodedOptions = hardcodedOptions.map {
            HardcodedOption(name: $0.option.name, values: $0.values.map(\.value))
        }
        script.hardcodedArguments = hardcodedArguments.map(\.value)
        script.rules = rules.rules(nullRules)
        script.nestedArguments = Dictionary(
            nested.map { ($0.option.name, $0.rules.rules(nullRules)) },
            uniquingKeysWith: { first, _ in first }
        )
        script.onAbandon = onAbandon
        script.stopGraceSeconds = stopGraceSeconds
        return script
    }
}
