/// A script with its rules made ready to decide.
struct CompiledScript: Sendable {
    let container: ContainerConfiguration
    let configuration: ScriptConfiguration
    let rules: CompiledRules

    private let nested: [OptionName: CompiledRules]
    private let hardcoded: [OptionOccurrence]
    private let hardcodedValues: [OptionName: [ByteString]]
    /// Options without a value that stand among the hardcoded arguments.
    private let hardcodedFlags: Set<OptionName>
    private let written: [ByteString]
    private let scriptRule: String

    init(_ configuration: ScriptConfiguration, in container: ContainerConfiguration) {
        self.container = container
        self.configuration = configuration
        let base = "\(container.name.string)/\(configuration.name.string)"
        let rules = CompiledRules(configuration.rules, base: base)
        self.rules = rules
        nested = Dictionary(
            uniqueKeysWithValues: configuration.nestedArguments.map { option, rules in
                (option, CompiledRules(rules, base: "\(base)/nested_arguments/\(option.bytes)", owner: option))
            }
        )
        hardcoded = configuration.hardcodedOptions.flatMap { option in
            option.values.map { OptionOccurrence(option.name, value: $0) }
        }
        hardcodedValues = Dictionary(
            uniqueKeysWithValues: configuration.hardcodedOptions.map { ($0.name, $0.values) }
        )
        let flags = Set(configuration.rules.optionsWithoutArguments)
        hardcodedFlags = Set(
            configuration.hardcodedArguments.filter(\.beginsWithDash).compactMap { OptionName(spelled: $0) }
        ).intersection(flags)
        written = rules.grammar.write(ParsedArguments(options: hardcoded))
        scriptRule = "\(container.name.string)/script_config/\(configuration.name.string)"
    }

    /// Checks a caller's arguments and rebuilds them.
    func approve(_ arguments: [ByteString]) throws(Rejection) -> ApprovedArguments {
        let parsed = try parse(arguments)
        var callers = ParsedArguments(positionals: parsed.positionals)
        var ids = [scriptRule] + rules.ruleIDs(for: parsed)
        for option in parsed.options {
            guard try !isHardcoded(option) else { continue }
            callers.options.append(try rebuilt(option, ids: &ids))
        }
        return ApprovedArguments(
            written: written + rules.grammar.write(callers) + configuration.hardcodedArguments,
            parsed: ParsedArguments(options: hardcoded + callers.options, positionals: callers.positionals),
            rules: ids
        )
    }

    /// Reads the arguments; a refusal of an option that has its place elsewhere says where.
    private func parse(_ arguments: [ByteString]) throws(Rejection) -> ParsedArguments {
        do {
            return try rules.parse(arguments)
        } catch {
            guard error.type == .optionNotAllowed, let name = error.option.flatMap({ OptionName(spelled: $0) }) else {
                throw error
            }
            if hardcodedValues[name] != nil { throw error.hinting("the configuration sets it; leave it out") }
            for (owner, nested) in nested where nested.rules.namedOptions.contains(name) {
                throw error.hinting("it belongs inside another option: \(owner) \"\(nested.spelling(name))\"")
            }
            throw error
        }
    }

    /// Whether the configuration passes the option already, with the same value: then it is not passed twice.
    ///
    /// A single option may be repeated by the caller with its hardcoded value, as stock pipelines do with `--repo`. One
    /// that is not allowed by name is the configuration's alone, even where any option is allowed.
    private func isHardcoded(_ option: OptionOccurrence) throws(Rejection) -> Bool {
        if option.value == nil { return hardcodedFlags.contains(option.name) && isSingle(option.name) }
        guard let values = hardcodedValues[option.name] else { return false }
        guard isNamed(option.name) else { throw hardcodedRejection(option, allowed: nil) }
        guard isSingle(option.name), let value = values.first else { return false }
        guard option.value == value else { throw hardcodedRejection(option, allowed: value) }
        return true
    }

    private func isSingle(_ name: OptionName) -> Bool {
        configuration.rules.singleOptions.contains(name)
    }

    private func isNamed(_ name: OptionName) -> Bool {
        guard case .listed(let listed) = configuration.rules.allowedOptions else { return false }
        return listed.contains(name)
    }

    private func hardcodedRejection(_ option: OptionOccurrence, allowed: ByteString?) -> Rejection {
        let hint = allowed.map { "leave it out, or give it the configured value (\($0))" } ?? "leave it out"
        let other = allowed == nil ? "cannot be passed" : "cannot be given another value"
        return Rejection(
            .optionHardcoded,
            "Option \(option.name) is set by the configuration and \(other).",
            rule: "\(rules.base)/hardcoded_options/\(option.name.bytes)"
        )
        .about(option.name.spelling, value: option.value)
        .hinting(hint)
    }

    /// The option with its value rebuilt word by word, where that is a list of arguments itself.
    private func rebuilt(_ option: OptionOccurrence, ids: inout [String]) throws(Rejection) -> OptionOccurrence {
        guard let value = option.value, let nested = nested[option.name] else { return option }
        let words: [ByteString]
        do {
            words = try ShellWords.split(value)
        } catch {
            throw Rejection(
                .argumentQuoting,
                "Provided value for option \(option.name.bytes) (\(value)) cannot be split into words: \(error).",
                rule: "\(nested.base)/words"
            )
            .about(option.name.spelling, value: value)
            .hinting("close the quote, or write a backslash before it if it is meant literally")
        }
        let parsed = try nested.parse(words)
        ids += nested.ruleIDs(for: parsed)
        return OptionOccurrence(option.name, value: ShellWords.join(nested.grammar.write(parsed)))
    }
}
