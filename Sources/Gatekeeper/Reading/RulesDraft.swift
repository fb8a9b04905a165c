import Patterns

/// The rules for callers as they were read, each with its place, before they are checked against each other.
struct RulesDraft {
    /// A pattern and the option whose values it restricts.
    struct PatternDraft {
        let option: OptionDraft
        let pattern: Pattern
        let location: SourceLocation
    }

    /// Which kind of argument list the rules are for.
    enum Kind {
        case script
        case nested
    }

    let kind: Kind
    let location: SourceLocation
    let positionals: Located<Bool>?
    /// `nil` when the rule is missing or null.
    let allowed: [OptionDraft]?
    let allowedLocation: SourceLocation
    let withoutArguments: [OptionDraft]
    let withOptionalArguments: [OptionDraft]
    let restricted: [OptionDraft]
    let patterns: [PatternDraft]
    let single: [OptionDraft]
    let dashValues: [OptionDraft]?
    /// Whether any rule about callers is written at all.
    let isWritten: Bool

    init(_ kind: Kind, from reader: inout FieldReader, source: ContainerSource) {
        self.kind = kind
        location = reader.location
        positionals = reader.boolean("allow_positional_args")
        allowed = reader.options("allowed_options")
        allowedLocation = reader.location(of: "allowed_options")
        let withoutArguments = reader.options("allowed_options_without_args")
        let withOptionalArguments = reader.options("allowed_options_with_optional_args")
        let restricted = reader.options("restricted_options")
        let single = reader.options("single_options")
        dashValues = reader.options("dash_value_options")
        patterns = Self.patterns(from: &reader, source: source)
        self.withoutArguments = withoutArguments ?? []
        self.withOptionalArguments = withOptionalArguments ?? []
        self.restricted = restricted ?? []
        self.single = single ?? []
        isWritten =
            positionals != nil || allowed != nil || withoutArguments != nil || withOptionalArguments != nil
            || restricted != nil || single != nil || dashValues != nil || !patterns.isEmpty
    }

    private static func patterns(from reader: inout FieldReader, source: ContainerSource) -> [PatternDraft] {
        var patterns: [PatternDraft] = []
        for (option, value) in reader.optionEntries("restricted_options_regex") {
            guard let text = reader.string(value), let pattern = reader.pattern(text, source: source) else { continue }
            patterns.append(PatternDraft(option: option, pattern: pattern, location: text.location))
        }
        return patterns
    }

    /// Every option that is allowed by name, whatever the restrictions say.
    var named: [OptionDraft] {
        (allowed ?? []) + withoutArguments + withOptionalArguments
    }

    /// The rules, once nothing is wrong with them.
    func rules(_ nullRules: NullRules) -> ArgumentRules {
        var rules = ArgumentRules()
        rules.positionals = positionals?.value == true ? .accepted : .refused
        if let allowed {
            rules.allowedOptions = .listed(allowed.map(\.name))
        } else if allowsAny(nullRules) {
            rules.allowedOptions = .any
        }
        rules.optionsWithoutArguments = withoutArguments.map(\.name)
        rules.optionsWithOptionalArguments = withOptionalArguments.map(\.name)
        rules.restrictedOptions = restricted.map(\.name)
        rules.patterns = Dictionary(
            patterns.map { ($0.option.name, $0.pattern) },
            uniquingKeysWith: { first, _ in first }
        )
        rules.singleOptions = single.map(\.name)
        if let dashValues {
            rules.dashValueOptions = .listed(dashValues.map(\.name))
        } else if kind == .nested {
            rules.dashValueOptions = .listed([])
        }
        if kind == .nested {
            rules.spellings = Dictionary(
                named.map { ($0.name, $0.nestedSpelling) },
                uniquingKeysWith: { first, _ in first }
            )
        }
        return rules
    }

    /// A script without any rule takes no arguments, in the old format too.
    func allowsAny(_ nullRules: NullRules) -> Bool {
        kind == .script && nullRules == .allowAny && allowed == nil && isWritten
    }
}
