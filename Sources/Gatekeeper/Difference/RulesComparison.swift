/// Compares two sets of rules for an argument list, option by option.
struct RulesComparison {
    /// Something that is newly allowed, and arguments that show it.
    struct Change {
        let kind: NewPermission.Kind
        let option: ByteString?
        let message: String
        /// `nil` when the rules could not be compared exactly.
        let arguments: [ByteString]?
        /// The same in another form, for where the first one meant something else before.
        var alternative: [ByteString]?
    }

    let old: CompiledRules
    let new: CompiledRules
    let oldScript: ScriptConfiguration?
    let newScript: ScriptConfiguration?

    /// Stands for every option that neither side mentions.
    private static let unmentioned: OptionName = "any-other-option"

    var changes: [Change] {
        positionals + names.flatMap(changes(of:))
    }

    private var positionals: [Change] {
        guard new.rules.positionals == .accepted, old.rules.positionals == .refused else { return [] }
        return [Change(kind: .positionalArguments, option: nil, message: "positional arguments", arguments: ["x"])]
    }

    private var names: [OptionName] {
        var names = Set(new.options.keys).union(new.grammar.options.map(\.name))
        if new.rules.allowedOptions == .any {
            names.formUnion(old.options.keys)
            names.formUnion(old.restricted)
            names.formUnion((oldScript?.hardcodedOptions ?? []).map(\.name))
            names.insert(Self.unmentioned)
        }
        return names.sorted()
    }

    private func changes(of name: OptionName) -> [Change] {
        guard let now = OptionPermission(name, in: new, script: newScript) else { return [] }
        let before = OptionPermission(name, in: old, script: oldScript)
        var changes: [Change] = []
        if now.mayStandAlone, before?.mayStandAlone != true {
            changes.append(change(.option, name, "the option \(shown(name)) without a value", value: nil))
        }
        if let values = now.values {
            changes += self.changes(of: name, values, before: before?.values)
        }
        if now.repetition == .unlimited, before?.repetition == .once {
            changes += repetition(of: name, now, before: before)
        }
        return changes
    }

    private func changes(
        of name: OptionName,
        _ now: OptionPermission.Values,
        before: OptionPermission.Values?
    ) -> [Change] {
        if let nested = now.nested {
            return NestedComparison(rules: self, name: name, new: nested, now: now, before: before).changes
        }
        let kind: NewPermission.Kind = before == nil ? .option : .value
        if let oldNested = before?.nested {
            return [NestedComparison.lifted(oldNested, name: name, rules: self)]
        }
        switch ValueComparison(old: before, new: now).outcome {
        case .nothingNew: return []
        case .newValue(let value):
            let subject =
                before == nil ? "the option \(shown(name))" : "the value (\(value)) of the option \(shown(name))"
            return [change(kind, name, subject, value: value)]
        case .undecided:
            let message = "the option \(shown(name)) may have new values, which are too many to be compared"
            return [Change(kind: kind, option: shown(name), message: message, arguments: nil)]
        }
    }

    private func repetition(of name: OptionName, _ now: OptionPermission, before: OptionPermission?) -> [Change] {
        var option = OptionOccurrence(name)
        // Only a form that was allowed once can be newly allowed twice; the others are new altogether.
        if !now.mayStandAlone || before?.mayStandAlone != true {
            guard let values = now.values else { return [] }
            guard let common = ValueComparison(old: before?.values, new: values).common else { return [] }
            option = OptionOccurrence(name, value: common)
        }
        let arguments = new.grammar.write(ParsedArguments(options: [option, option]))
        return [
            Change(
                kind: .repetition,
                option: shown(name),
                message: "the option \(shown(name)) more than once",
                arguments: arguments
            )
        ]
    }

    func change(_ kind: NewPermission.Kind, _ name: OptionName, _ message: String, value: ByteString?) -> Change {
        let parsed = ParsedArguments(options: [OptionOccurrence(name, value: value)])
        return Change(
            kind: kind,
            option: shown(name),
            message: message,
            arguments: new.grammar.write(parsed),
            alternative: value.map { [shown(name) + "=" + $0] }
        )
    }

    func shown(_ name: OptionName) -> ByteString {
        new.spelling(name)
    }
}
