import Patterns

extension CompiledRules {
    /// Takes a list apart and checks every option and every value of it.
    func parse(_ arguments: [ByteString]) throws(Rejection) -> ParsedArguments {
        let parsed: ParsedArguments
        do {
            parsed = try grammar.parse(arguments)
        } catch {
            throw rejection(for: error, in: arguments)
        }
        for option in parsed.options {
            // With any option allowed, the grammar reads restricted ones as well.
            guard !restricted.contains(option.name) else {
                throw restrictedRejection(option.name, spelling(option.name))
            }
            if let value = option.value { try check(value, of: option.name) }
        }
        return parsed
    }

    private func check(_ value: ByteString, of name: OptionName) throws(Rejection) {
        guard let option = options[name], let pattern = option.pattern, !pattern.matches(value.bytes) else { return }
        let shown = owner == nil ? name.bytes : spelling(name)
        let source = ByteString(pattern.source).visible(limit: 400)
        throw Rejection(
            .optionRegexRestricted,
            "Provided value for option \(shown) (\(value)) does not match regex (\(source))\(place)",
            rule: option.patternRule
        )
        .about(spelling(name), value: value)
        .hinting(NearestAllowedValue(pattern: pattern, values: option.values).hint(for: value))
    }

    /// The ids of the rules that let these arguments through.
    func ruleIDs(for parsed: ParsedArguments) -> [String] {
        var ids: [String] = []
        for option in parsed.options {
            ids += options[option.name]?.allowedBy ?? anyOptionRule
        }
        if !parsed.positionals.isEmpty { ids.append(positionalRule) }
        return ids
    }

    /// How an option is written in a rebuilt list.
    func spelling(_ name: OptionName) -> ByteString {
        rules.spellings[name] ?? name.spelling
    }

    /// Where a nested list stands, for the end of a message.
    var place: String {
        owner.map { " (inside \($0))" } ?? ""
    }
}
