extension FieldReader {
    /// A text; `nil` when the field is missing or, which is reported, something else.
    public mutating func string(_ key: ByteString) -> Located<ByteString>? {
        guard let node = node(key) else { return nil }
        return string(node)
    }

    /// True or false.
    public mutating func boolean(_ key: ByteString) -> Located<Bool>? {
        guard let node = node(key) else { return nil }
        guard case .boolean(let value) = node.content else {
            reportType(of: node, expected: "true or false")
            return nil
        }
        return Located(value, at: node.location)
    }

    /// A whole number in a range.
    public mutating func integer(_ key: ByteString, in range: ClosedRange<Int>) -> Located<Int>? {
        guard let node = node(key) else { return nil }
        guard case .integer(let value) = node.content else {
            reportType(of: node, expected: "a whole number")
            return nil
        }
        guard range.contains(value) else {
            let allowed = "from \(range.lowerBound) to \(range.upperBound)"
            report(.error(.outOfRange, at: node.location, "the number must be \(allowed), this is \(value)"))
            return nil
        }
        return Located(value, at: node.location)
    }

    /// A list of texts.
    public mutating func strings(_ key: ByteString) -> Located<[Located<ByteString>]>? {
        guard let node = node(key) else { return nil }
        return strings(node)
    }

    /// A mapping from names to texts, in order.
    public mutating func stringMap(_ key: ByteString) -> [Located<(name: ByteString, value: Located<ByteString>)>] {
        entries(key).compactMap { field in
            string(field.value).map { Located((field.key, $0), at: field.keyLocation) }
        }
    }

    /// A mapping from names to lists of texts, in order.
    public mutating func stringsMap(
        _ key: ByteString
    ) -> [Located<(name: ByteString, values: [Located<ByteString>])>] {
        entries(key).compactMap { field in
            strings(field.value).map { Located((field.key, $0.value), at: field.keyLocation) }
        }
    }

    /// The entries of a mapping, in order; none when the field is missing.
    ///
    /// A name that occurs twice is reported.
    public mutating func entries(_ key: ByteString) -> [ConfigurationNode.Field] {
        guard let node = node(key) else { return [] }
        guard let fields = node.fields else {
            reportType(of: node, expected: "a mapping")
            return []
        }
        var seen: Set<ByteString> = []
        return fields.filter { field in
            if seen.insert(field.key).inserted { return true }
            report(.error(.duplicateField, at: field.keyLocation, "\(field.key) is given twice"))
            return false
        }
    }

    /// One of a few words.
    public mutating func choice<Choice>(_ key: ByteString, of type: Choice.Type) -> Located<Choice>?
    where Choice: RawRepresentable<String> & CaseIterable {
        guard let text = string(key) else { return nil }
        let words = Choice.allCases.map { ByteString($0.rawValue) }
        if let choice = Choice.allCases.first(where: { ByteString($0.rawValue) == text.value }) {
            return Located(choice, at: text.location)
        }
        let all = words.map(\.string).joined(separator: " or ")
        let meant = NearestName.nearest(to: text.value, among: words)
        let message = "the value must be \(all), this is (\(text.value))"
        report(.error(.unknownValue, at: text.location, message, hint: meant.map { "did you mean \($0)?" }))
        return nil
    }

    /// The text of a node that was found otherwise.
    mutating func string(_ node: ConfigurationNode) -> Located<ByteString>? {
        guard let text = node.string else {
            reportType(of: node, expected: "a string")
            return nil
        }
        return Located(text, at: node.location)
    }

    /// The texts of a list that was found otherwise.
    mutating func strings(_ node: ConfigurationNode) -> Located<[Located<ByteString>]>? {
        guard let elements = node.elements else {
            reportType(of: node, expected: "a list of strings")
            return nil
        }
        return Located(elements.compactMap { string($0) }, at: node.location)
    }

    private mutating func reportType(of node: ConfigurationNode, expected: String) {
        let message = "the value must be \(expected), this is \(node.kindName)"
        report(.error(.wrongType, at: node.location, message, hint: hint(for: node, expected: expected)))
    }

    /// YAML reads `1.0`, `on` and `null` as something else than texts, which surprises everybody once.
    private func hint(for node: ConfigurationNode, expected: String) -> String? {
        switch (node.content, expected) {
        case (.integer(let value), "a string"): "write it in quotes: \"\(value)\""
        case (.decimal(let text), "a string"): "write it in quotes: \"\(text)\""
        case (.boolean, "a string"): "write it in quotes"
        case (.string(let text), "a list of strings"): "write it as a list: [\(ConfigurationNode.quoted(text))]"
        default: nil
        }
    }
}
