/// An option name as a configuration writes it, with its place.
struct OptionDraft: Hashable {
    let name: OptionName
    let spelling: ByteString
    let location: SourceLocation

    /// How a nested option is passed on: with the dashes of the configuration, two if it writes none.
    var nestedSpelling: ByteString { spelling.beginsWithDash ? spelling : name.spelling }
}

extension FieldReader {
    /// A list of option names; `nil` when the field is missing or null.
    mutating func options(_ key: ByteString) -> [OptionDraft]? {
        guard let strings = strings(key) else { return nil }
        var seen: Set<OptionName> = []
        var options: [OptionDraft] = []
        for string in strings.value {
            guard let option = option(string.value, at: string.location) else { continue }
            if seen.insert(option.name).inserted {
                options.append(option)
            } else {
                let message = "the option \(string.value) is listed twice, leading dashes do not count"
                report(.warning(.optionListedTwice, at: string.location, message, hint: "remove one of the two"))
            }
        }
        return options
    }

    /// One option name, as an element of a list or as a name in a mapping.
    mutating func option(_ spelling: ByteString, at location: SourceLocation) -> OptionDraft? {
        if let name = OptionName(spelled: spelling) {
            return OptionDraft(name: name, spelling: spelling, location: location)
        }
        let hint =
            "an option name is ASCII letters, digits, dots, dashes and underscores, with or without its leading dashes"
        report(
            .error(
                .invalidOptionName,
                at: location,
                "(\(spelling)) is not the name of an option\(spelling.nonASCIIRemark)",
                hint: hint
            )
        )
        return nil
    }

    /// The entries of a mapping from option names, in order; two spellings of one name contradict each other.
    mutating func optionEntries(_ key: ByteString) -> [(option: OptionDraft, value: ConfigurationNode)] {
        var seen: [OptionName: ByteString] = [:]
        var entries: [(OptionDraft, ConfigurationNode)] = []
        for field in self.entries(key) {
            guard let option = option(field.key, at: field.keyLocation) else { continue }
            if let first = seen.updateValue(field.key, forKey: option.name) {
                let message = "\(first) and \(field.key) are the same option, leading dashes do not count"
                report(.error(.optionListedTwice, at: field.keyLocation, message, hint: "keep one of the two"))
            } else {
                entries.append((option, field.value))
            }
        }
        return entries
    }
}
