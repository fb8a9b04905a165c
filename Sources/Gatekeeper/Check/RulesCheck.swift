import Patterns

/// What can be wrong with rules about options, one with another.
struct RulesCheck {
    let rules: RulesDraft
    let nullRules: NullRules

    var findings: [ConfigurationFinding] {
        nullRule + contradictions + rules.patterns.flatMap(pattern) + rules.single.flatMap(single)
            + (rules.dashValues ?? []).flatMap(dashValue)
    }

    /// A missing list once meant that anything goes.
    private var nullRule: [ConfigurationFinding] {
        guard rules.kind == .script, rules.isWritten, rules.allowed == nil else { return [] }
        let location = rules.allowedLocation
        if rules.allowsAny(nullRules) {
            let message = "allowed_options is null and legacy_null_means_any is set, so callers may pass any option"
            return [.warning(.anyOption, at: location, message, hint: "list the options that callers need")]
        }
        let hasOther = !rules.withoutArguments.isEmpty || !rules.withOptionalArguments.isEmpty
        guard !hasOther || !rules.restricted.isEmpty || !rules.patterns.isEmpty else { return [] }
        let message = "allowed_options is null, so callers may pass no option with a value"
        let hint = "list the options that callers need, or write [] if they need none"
        return [.warning(.nullRule, at: location, message, hint: hint)]
    }

    private var contradictions: [ConfigurationFinding] {
        let restricted = Set(rules.restricted.map(\.name))
        var findings: [ConfigurationFinding] = rules.named.filter { restricted.contains($0.name) }.map { option in
            let message = "\(option.name) is both allowed and in restricted_options"
            return .error(
                .optionAllowedAndRestricted,
                at: option.location,
                message,
                hint: "remove it from one of the two"
            )
        }
        let withoutArguments = Set(rules.withoutArguments.map(\.name))
        findings += rules.withOptionalArguments.filter { withoutArguments.contains($0.name) }.map { option in
            let message = "\(option.name) cannot both take no value and take one if it is there"
            let hint = "remove it from one of the two lists"
            return .error(.optionListedTwice, at: option.location, message, hint: hint)
        }
        return findings
    }

    private func pattern(_ draft: RulesDraft.PatternDraft) -> [ConfigurationFinding] {
        let option = draft.option
        if takesNoValue(option) {
            let message = "\(option.name) takes no value, so there is nothing for a pattern to match"
            let hint = "remove the pattern, or move the option from allowed_options_without_args to allowed_options"
            return [.error(.patternForOptionWithoutValue, at: option.location, message, hint: hint)]
        }
        return withoutEffect(option, "there is a pattern for")
    }

    private func single(_ option: OptionDraft) -> [ConfigurationFinding] {
        withoutEffect(option, "single_options lists")
    }

    private func dashValue(_ option: OptionDraft) -> [ConfigurationFinding] {
        if rules.kind == .script, option.name.bytes.count == 1 {
            let message =
                "programs disagree about what \(option.name) -x means, so it cannot take values that begin with a dash"
            return [.error(.ambiguousOption, at: option.location, message, hint: "give the option a long name")]
        }
        if takesNoValue(option) {
            let message = "\(option.name) takes no value, so its value cannot begin with a dash"
            return [.error(.patternForOptionWithoutValue, at: option.location, message, hint: "remove it")]
        }
        return withoutEffect(option, "dash_value_options lists")
    }

    private func takesNoValue(_ option: OptionDraft) -> Bool {
        rules.withoutArguments.contains { $0.name == option.name }
    }

    private func withoutEffect(_ option: OptionDraft, _ subject: String) -> [ConfigurationFinding] {
        guard !rules.allowsAny(nullRules), !rules.named.contains(where: { $0.name == option.name }) else { return [] }
        let message = "\(subject) \(option.name), but callers may not pass it"
        let meant = NearestName.nearest(to: option.name.bytes, among: rules.named.map(\.name.bytes))
        let hint =
            meant.map { "did you mean \(ByteString("--") + $0)?" } ?? "add it to allowed_options, or remove the rule"
        return [.warning(.ruleWithoutEffect, at: option.location, message, hint: hint)]
    }
}
