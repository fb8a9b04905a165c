/// Compares what may stand inside the value of an option that is a list of arguments itself.
struct NestedComparison {
    let rules: RulesComparison
    let name: OptionName
    let new: ArgumentRules
    let now: OptionPermission.Values
    let before: OptionPermission.Values?

    var changes: [RulesComparison.Change] {
        guard let before else {
            return [rules.change(.option, name, "the option \(rules.shown(name))", value: "")]
        }
        // Without rules for its words, the value could be anything that its pattern matched.
        guard let old = before.nested else {
            guard before.pattern != nil || before.dash != now.dash else { return [] }
            let message =
                "the option \(rules.shown(name)) may have new values, which cannot be compared with its pattern"
            return [RulesComparison.Change(kind: .value, option: rules.shown(name), message: message, arguments: nil)]
        }
        let words = RulesComparison(
            old: CompiledRules(old, base: "", owner: name),
            new: CompiledRules(new, base: "", owner: name),
            oldScript: nil,
            newScript: nil
        )
        return words.changes.map { change in
            let value = change.arguments.map { ShellWords.join($0) }
            let arguments = value.map { value in
                rules.new.grammar.write(ParsedArguments(options: [OptionOccurrence(name, value: value)]))
            }
            let owner = rules.shown(name)
            return RulesComparison.Change(
                kind: change.kind,
                option: change.option.map { owner + " " + $0 } ?? owner,
                message: "\(change.message) inside \(owner)",
                arguments: arguments
            )
        }
    }

    /// The words of the value are no longer examined.
    static func lifted(
        _ old: ArgumentRules,
        name: OptionName,
        rules: RulesComparison
    ) -> RulesComparison.Change {
        // Two words that no rules for words can allow together: one is positional, the other has an open quote.
        let value: ByteString = old.positionals == .accepted ? "'" : "x"
        return rules.change(.value, name, "any value of the option \(rules.shown(name))", value: value)
    }
}
