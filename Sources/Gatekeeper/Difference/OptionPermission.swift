import Patterns

/// What a caller may do with one option: the rules about it, put together.
struct OptionPermission {
    /// The values that the option may have.
    struct Values {
        /// What a value must match; any text when `nil`.
        let pattern: Pattern?
        /// Whether a value may begin with a dash.
        let dash: OptionDeclaration.DashValue
        /// The rules for the words of a value.
        let nested: ArgumentRules?
    }

    /// Whether the option may stand alone.
    let mayStandAlone: Bool
    /// Its values; `nil` when it takes none.
    let values: Values?
    /// How often it may be given.
    let repetition: OptionDeclaration.Repetition

    /// What a caller may do; `nil` when that is nothing.
    init?(_ name: OptionName, in rules: CompiledRules, script: ScriptConfiguration?) {
        guard !rules.restricted.contains(name), let declaration = rules.grammar.declaration(of: name) else {
            return nil
        }
        let fixed = script?.hardcodedOptions.first { $0.name == name }
        let isNamed = rules.rules.namedOptions.contains(name)
        var pattern = rules.rules.patterns[name]
        if let fixed {
            // What the configuration passes is open to callers only where it is allowed by name.
            guard isNamed else { return nil }
            if declaration.repetition == .once, let value = fixed.values.first {
                guard pattern?.matches(value.bytes) != false else { return nil }
                pattern = try? Pattern(Pattern.escaping(value.bytes))
            }
        }
        mayStandAlone = declaration.value != .required
        repetition = declaration.repetition
        let isAmbiguous = name.bytes.count == 1 && rules.grammar.valueForm == .separate
        values =
            declaration.value == .none
            ? nil
            : Values(
                pattern: pattern,
                dash: isAmbiguous ? .refused : declaration.dashValue,
                nested: script?.nestedArguments[name]
            )
    }
}
