extension ConfigurationNode {
    /// The tree as JSON text, indented by two spaces, fields in their order.
    ///
    /// Reading it back with `StrictJSON` gives the same contents, as long as every string is UTF-8.
    public var json: String {
        var text = ""
        write(to: &text, indent: 0)
        return text
    }

    private func write(to text: inout String, indent: Int) {
        switch content {
        case .null: text += "null"
        case .boolean(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .decimal(let value): text += value.string
        case .string(let value): text += Self.quoted(value)
        case .sequence(let elements):
            let writers = elements.map { element in
                { (text: inout String) in element.write(to: &text, indent: indent + 1) }
            }
            Self.writeBlock(["[", "]"], writers, to: &text, indent: indent)
        case .mapping(let fields):
            let writers = fields.map { field in
                { (text: inout String) in
                    text += Self.quoted(field.key) + ": "
                    field.value.write(to: &text, indent: indent + 1)
                }
            }
            Self.writeBlock(["{", "}"], writers, to: &text, indent: indent)
        }
    }

    private static func writeBlock(
        _ brackets: [String],
        _ writers: [(inout String) -> Void],
        to text: inout String,
        indent: Int
    ) {
        text += brackets[0]
        for (index, writer) in writers.enumerated() {
            text += (index == 0 ? "\n" : ",\n") + String(repeating: "  ", count: indent + 1)
            writer(&text)
        }
        if !writers.isEmpty { text += "\n" + String(repeating: "  ", count: indent) }
        text += brackets[1]
    }

    /// A JSON string; everything that a terminal could misread is escaped.
    static func quoted(_ value: ByteString) -> String {
        var text = "\""
        for scalar in value.string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            default:
                if TextHazard.kind(of: scalar.value) == nil {
                    text.unicodeScalars.append(scalar)
                } else {
                    for unit in String(scalar).utf16 { text += "\\u" + ASCII.hexadecimal(UInt32(unit), width: 4) }
                }
            }
        }
        return text + "\""
    }
}
