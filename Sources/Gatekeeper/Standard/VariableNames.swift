import Patterns

/// The variables that `terraform-update-variable` may change.
struct VariableNames {
    /// A pattern that matches the listed names; nothing when there are none.
    let pattern: ByteString

    init(_ reader: inout FieldReader) {
        let listed = reader.strings("allowed_update_variable_names")?.value ?? []
        var names: [ByteString] = []
        for name in listed where !names.contains(name.value) {
            if Self.isIdentifier(name.value) {
                names.append(name.value)
            } else {
                let hint = "a variable is ASCII letters, digits, dashes and underscores; patterns are not taken here"
                reader.report(
                    .error(.malformed, at: name.location, "(\(name.value)) is not the name of a variable", hint: hint)
                )
            }
        }
        if names.isEmpty {
            let location = reader.location(of: "allowed_update_variable_names")
            let message = "no variable may be updated, because allowed_update_variable_names names none"
            let hint = "list them, such as allowed_update_variable_names: [image_version, ami]"
            reader.report(.warning(.nothingAllowed, at: location, message, hint: hint))
        }
        let joined = names.map { Pattern.escaping($0.bytes) }.joined(separator: "|".utf8)
        pattern = names.isEmpty ? ByteString(Pattern.nothing.source) : ByteString(Array(joined))
    }

    private static func isIdentifier(_ name: ByteString) -> Bool {
        guard let first = name.bytes.first, ASCII.isLetter(first) || first == ASCII.underscore else { return false }
        return name.bytes.allSatisfy { ASCII.isAlphanumeric($0) || $0 == ASCII.dash || $0 == ASCII.underscore }
    }
}
