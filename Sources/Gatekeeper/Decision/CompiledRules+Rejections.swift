extension CompiledRules {
    /// The refusal of a list that does not follow the grammar.
    func rejection(for error: ArgumentError, in arguments: [ByteString]) -> Rejection {
        switch error {
        case .terminator(let index):
            return Rejection(
                .argumentTerminator,
                "Argument \(index + 1) is a bare --, which is not allowed among the arguments of a script\(place).",
                rule: "\(base)/terminator"
            ).hinting("remove it")
        case .malformedOption(let token, _):
            return Rejection(
                .optionName,
                "(\(token)) begins with a dash, but is not the name of an option\(place).",
                rule: "\(base)/option_names"
            )
            .about(token)
            .hinting("an option is one or two dashes and ASCII letters, digits, dots, dashes and underscores")
        case .unknownOption(let name, let index):
            return unknownOption(name, written: Self.written(arguments[index]))
        case .repeatedOption(let name, let value, _):
            return Rejection(
                .optionRepeated,
                "Option \(spelling(name)) is given more than once, but is in the list of single options of the script\(place).",
                rule: "\(base)/single_options/\(name.bytes)"
            )
            .about(spelling(name), value: value)
            .hinting("give it once; programs disagree about which of two values counts")
        case .missingValue(let name, _):
            return Rejection(
                .optionValueMissing,
                "Option \(spelling(name)) takes a value, but none follows it\(place).",
                rule: "\(base)/allowed_options/\(name.bytes)"
            )
            .about(spelling(name))
            .hinting("write \(spelling(name)) \(placeholder(for: name))")
        case .unexpectedValue(let name, let value, _):
            return Rejection(
                .optionValueUnexpected,
                "Option \(spelling(name)) takes no value, but (\(value)) is given\(place).",
                rule: "\(base)/allowed_options_without_args/\(name.bytes)"
            )
            .about(spelling(name), value: value)
            .hinting("write \(spelling(name)) alone")
        case .dashValue(let name, let value, _):
            return dashValue(value, of: name)
        case .positional(let value, let index):
            return positional(value, after: index == 0 ? nil : arguments[index - 1])
        }
    }

    func restrictedRejection(_ name: OptionName, _ written: ByteString) -> Rejection {
        Rejection(
            .optionRestricted,
            "Option \(written) is in the provided list of restricted options for the script\(place).",
            rule: "\(base)/restricted_options/\(name.bytes)"
        )
        .about(written)
        .hinting("leave it out")
    }

    /// What could stand for a value, in a hint.
    private func placeholder(for name: OptionName) -> String {
        guard let values = options[name]?.values, values.count <= 4 else { return "VALUE" }
        return values.map(\.description).joined(separator: " or ")
    }

    private func unknownOption(_ name: OptionName, written: ByteString) -> Rejection {
        guard !restricted.contains(name) else { return restrictedRejection(name, written) }
        return Rejection(
            .optionNotAllowed,
            "Option \(written) is not in the provided list of allowed options for the script\(place).",
            rule: "\(base)/allowed_options"
        )
        .about(written)
        .hinting(hint(forUnknown: name))
    }

    private func hint(forUnknown name: OptionName) -> String {
        let named = rules.namedOptions
        let full = named.filter { $0.bytes.hasPrefix(name.bytes) }
        if full.count == 1, let option = full.first, name.bytes.count > 1 {
            return "options cannot be abbreviated; did you mean \(spelling(option))?"
        }
        if let meant = NearestName.nearest(to: name.bytes, among: named.map(\.bytes)),
            let option = OptionName(spelled: meant)
        {
            return "did you mean \(spelling(option))?"
        }
        guard !named.isEmpty else { return "no options are allowed here" }
        return "the allowed options are " + named.map { spelling($0).string }.joined(separator: ", ")
    }

    private func dashValue(_ value: ByteString, of name: OptionName) -> Rejection {
        let isOption = OptionName(spelled: value).map { options[$0] != nil } ?? false
        let hint =
            isOption
            ? "\(value) looks like the next option: give \(spelling(name)) a value before it"
            : "write a value that does not begin with a dash"
        return Rejection(
            .optionDashValue,
            "Provided value for option \(name.bytes) (\(value)) begins with a dash, which only the dash value options of the script may\(place).",
            rule: "\(base)/dash_value_options/\(name.bytes)"
        )
        .about(spelling(name), value: value)
        .hinting(hint)
    }

    private func positional(_ value: ByteString, after previous: ByteString?) -> Rejection {
        var rejection = Rejection(
            .positionalNotAllowed,
            "(\(value)) is a positional argument, and positional arguments are not allowed for the script\(place).",
            rule: positionalRule
        )
        rejection.value = value
        if let previous, let name = OptionName(spelled: previous), rules.optionsWithoutArguments.contains(name) {
            return rejection.hinting("\(spelling(name)) takes no value: remove (\(value))")
        }
        if OptionName(spelled: value).map({ options[$0] != nil }) == true {
            return rejection.hinting("did you mean --\(value)?")
        }
        return rejection.hinting("pass values with the options that take them")
    }

    /// The option as the caller wrote it, without a joined value.
    private static func written(_ token: ByteString) -> ByteString {
        ByteString(Array(token.bytes.prefix { $0 != ASCII.equals }))
    }
}
