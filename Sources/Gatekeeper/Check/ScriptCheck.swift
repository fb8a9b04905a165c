import Patterns

/// What can be wrong with a script's rules.
struct ScriptCheck {
    let script: ScriptDraft
    let nullRules: NullRules
    let source: ContainerSource

    var findings: [ConfigurationFinding] {
        name + RulesCheck(rules: script.rules, nullRules: nullRules).findings
            + script.hardcodedOptions.flatMap(hardcoded)
            + script.hardcodedArguments.flatMap { hazards(in: $0) }
            + script.nested.flatMap(nested)
            + PrivilegeCheck(script: script, nullRules: nullRules, source: source).findings
    }

    /// A script is a file of the trigger directory, and never anywhere else.
    private var name: [ConfigurationFinding] {
        let name = script.name
        let isPlain = name.value.bytes.allSatisfy { byte in
            ASCII.isAlphanumeric(byte) || byte == ASCII.dash || byte == ASCII.underscore || byte == ASCII.dot
        }
        guard let first = name.value.bytes.first, ASCII.isAlphanumeric(first), isPlain, name.value.count <= 255 else {
            let message = "(\(name.value)) is not the name of a script\(name.value.nonASCIIRemark)"
            let hint =
                "a script name is the name of a file in the trigger directory: ASCII letters, digits, dots, dashes and underscores, no slash"
            return [.error(.invalidScriptName, at: name.location, message, hint: hint)]
        }
        return []
    }

    private func hardcoded(_ draft: ScriptDraft.HardcodedDraft) -> [ConfigurationFinding] {
        let option = draft.option
        if script.rules.withoutArguments.contains(where: { $0.name == option.name }) {
            let message = "\(option.name) takes no value, so it cannot be hardcoded with one"
            let hint = "write \(option.name) in hardcoded_args"
            return [.error(.patternForOptionWithoutValue, at: option.location, message, hint: hint)]
        }
        return draft.values.flatMap { hazards(in: $0) + refused($0, of: option) + ambiguous($0, of: option) }
            + withoutValue(draft) + openToCallers(draft)
    }

    private func withoutValue(_ draft: ScriptDraft.HardcodedDraft) -> [ConfigurationFinding] {
        guard draft.values.isEmpty else { return [] }
        let message = "\(draft.option.name) is hardcoded with no value, so it is never passed"
        let hint = "give it a value, or write an option without a value in hardcoded_args"
        return [.warning(.ruleWithoutEffect, at: draft.option.location, message, hint: hint)]
    }

    private func openToCallers(_ draft: ScriptDraft.HardcodedDraft) -> [ConfigurationFinding] {
        let option = draft.option
        if script.rules.single.contains(where: { $0.name == option.name }) {
            guard draft.values.count > 1 else { return [] }
            let message = "\(option.name) may be given once, but is hardcoded \(draft.values.count) times"
            return [.error(.optionListedTwice, at: option.location, message, hint: "keep one value")]
        }
        guard let open = script.rules.named.first(where: { $0.name == option.name }) else { return [] }
        let message =
            "\(option.name) is hardcoded, but callers may add values of their own, and many scripts take the last"
        let hint = "remove it from allowed_options, or list it in single_options"
        return [.warning(.hardcodedOptionOpenToCallers, at: open.location, message, hint: hint)]
    }

    private func hazards(in text: Located<ByteString>) -> [ConfigurationFinding] {
        guard let hazard = text.value.firstHazard else { return [] }
        let message = "(\(text.value)) contains \(hazard.name)"
        return [.error(.hazardousText, at: text.location, message, hint: "remove it")]
    }

    private func refused(_ value: Located<ByteString>, of option: OptionDraft) -> [ConfigurationFinding] {
        guard let draft = script.rules.patterns.first(where: { $0.option.name == option.name }) else { return [] }
        guard !draft.pattern.matches(value.value.bytes) else { return [] }
        let source = ByteString(draft.pattern.source)
        let message =
            "the hardcoded value of \(option.name) (\(value.value)) does not match its own pattern (\(source))"
        return [.error(.hardcodedValueRefused, at: value.location, message, hint: "correct one of the two")]
    }

    private func ambiguous(_ value: Located<ByteString>, of option: OptionDraft) -> [ConfigurationFinding] {
        guard value.value.beginsWithDash, value.value == "--" || option.name.bytes.count == 1 else { return [] }
        let message = "programs disagree about what \(option.name) \(value.value) means"
        let hint = "use an option with a long name, and another value than --"
        return [.error(.ambiguousOption, at: value.location, message, hint: hint)]
    }

    private func nested(_ draft: ScriptDraft.NestedDraft) -> [ConfigurationFinding] {
        var findings = RulesCheck(rules: draft.rules, nullRules: nullRules).findings
        let takesValue = (script.rules.allowed ?? []).contains { $0.name == draft.option.name }
        if !takesValue, !script.rules.allowsAny(nullRules) {
            let message = "there are rules for the words of \(draft.option.name), but it is not in allowed_options"
            findings.append(
                .warning(.ruleWithoutEffect, at: draft.option.location, message, hint: "allow it, or remove the rules")
            )
        }
        return findings
    }
}
