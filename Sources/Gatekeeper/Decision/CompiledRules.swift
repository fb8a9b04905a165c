import Patterns

/// Rules for an argument list, made ready to decide quickly: look-ups instead of searches, ids already written.
struct CompiledRules: Sendable {
    /// What the ids of these rules begin with.
    let base: String
    /// The option whose value is the list, when it is a nested one.
    let owner: OptionName?
    let rules: ArgumentRules
    let grammar: ArgumentGrammar
    let options: [OptionName: CompiledOption]
    let restricted: Set<OptionName>
    let anyOptionRule: [String]
    let positionalRule: String

    init(_ rules: ArgumentRules, base: String, owner: OptionName? = nil) {
        self.base = base
        self.owner = owner
        self.rules = rules
        grammar = Self.grammar(rules, isNested: owner != nil)
        restricted = Set(rules.restrictedOptions)
        anyOptionRule = ["\(base)/allowed_options"]
        positionalRule = "\(base)/allow_positional_args"
        var options: [OptionName: CompiledOption] = [:]
        for name in Set(rules.namedOptions).union(rules.patterns.keys) {
            options[name] = Self.option(name, rules: rules, base: base)
        }
        self.options = options
    }

    private static func option(_ name: OptionName, rules: ArgumentRules, base: String) -> CompiledOption {
        let list =
            if rules.optionsWithoutArguments.contains(name) {
                "allowed_options_without_args"
            } else if rules.optionsWithOptionalArguments.contains(name) {
                "allowed_options_with_optional_args"
            } else {
                "allowed_options"
            }
        let pattern = rules.patterns[name]
        let patternRule = "\(base)/restricted_options_regex/\(name.bytes.string)"
        let allowed = "\(base)/\(list)/\(name.bytes.string)"
        return CompiledOption(
            pattern: pattern,
            allowedBy: pattern == nil ? [allowed] : [allowed, patternRule],
            patternRule: patternRule,
            values: pattern.flatMap { LiteralAlternatives.values(of: $0) }
        )
    }

    private static func grammar(_ rules: ArgumentRules, isNested: Bool) -> ArgumentGrammar {
        var declared = Set(rules.namedOptions)
        var undeclared = ArgumentGrammar.UndeclaredOptions.refused
        if rules.allowedOptions == .any {
            undeclared = .accepted(rules.dashValueOptions == .all ? .accepted : .refused)
            // An option that another rule mentions is declared too, or the rule would be lost.
            declared.formUnion(rules.singleOptions)
            if case .listed(let listed) = rules.dashValueOptions { declared.formUnion(listed) }
            declared.subtract(rules.restrictedOptions)
        }
        return ArgumentGrammar(
            options: declared.map { declaration(of: $0, rules: rules) },
            positionals: rules.positionals,
            undeclaredOptions: undeclared,
            valueForm: isNested ? .joined : .separate
        )
    }

    private static func declaration(of name: OptionName, rules: ArgumentRules) -> OptionDeclaration {
        var declaration = OptionDeclaration(name)
        declaration.spelling = rules.spellings[name] ?? name.spelling
        if rules.optionsWithoutArguments.contains(name) {
            declaration.value = .none
        } else if rules.optionsWithOptionalArguments.contains(name) {
            declaration.value = .optional
        }
        declaration.repetition = rules.singleOptions.contains(name) ? .once : .unlimited
        declaration.dashValue =
            switch rules.dashValueOptions {
            case .all: .accepted
            case .listed(let listed): listed.contains(name) ? .accepted : .refused
            }
        return declaration
    }
}
