import Gatekeeper
import Yams

/// Decides what a scalar means: the core schema of YAML 1.2, a little narrower.
///
/// A number is one only in the form that both versions of YAML agree on. `0777`, `1_000`, `0x1F`, `1:30`, `yes` and
/// `off` are texts: where a number or a boolean belongs they are refused as such, and nowhere do they turn into
/// something else.
enum YAMLScalar {
    static func content(
        _ scalar: Node.Scalar,
        at position: SourcePosition?
    ) throws(DocumentFailure) -> ConfigurationNode.Content {
        if scalar.tag == Tag(.implicit), scalar.style == .plain { return plain(scalar.string) }
        guard [Tag(.implicit), Tag(.nonSpecific), Tag(.str)].contains(scalar.tag) else {
            let hint = "leave it out, or write the text in quotes"
            throw DocumentFailure("the tag \(scalar.tag.description) is not read", at: position, hint: hint)
        }
        return .string(ByteString(scalar.string))
    }

    private static func plain(_ text: String) -> ConfigurationNode.Content {
        switch text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .boolean(true)
        case "false", "False", "FALSE": return .boolean(false)
        default: return number(text) ?? .string(ByteString(text))
        }
    }

    private static func number(_ text: String) -> ConfigurationNode.Content? {
        var rest = Substring(text).utf8
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
        let whole = digits(&rest)
        // A leading zero is octal to one version of YAML and decimal to the other.
        guard whole.count == 1 || whole.first != UInt8(ascii: "0") else { return nil }
        if rest.isEmpty, !whole.isEmpty {
            return Int(text).map { .integer($0) } ?? .decimal(ByteString(text))
        }
        if isSpecialDecimal(text) { return .decimal(ByteString(text)) }
        var hasDigits = !whole.isEmpty
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            hasDigits = !digits(&rest).isEmpty || hasDigits
        }
        guard hasDigits else { return nil }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
            guard !digits(&rest).isEmpty else { return nil }
        }
        return rest.isEmpty ? .decimal(ByteString(text)) : nil
    }

    private static func digits(_ rest: inout Substring.UTF8View) -> Substring.UTF8View {
        let digits = rest.prefix { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        rest = rest[digits.endIndex...]
        return digits
    }

    private static func isSpecialDecimal(_ text: String) -> Bool {
        let unsigned =
            text.utf8.first == UInt8(ascii: "-") || text.utf8.first == UInt8(ascii: "+") ? text.dropFirst() : text[...]
        return [".inf", ".Inf", ".INF"].contains(unsigned) || [".nan", ".NaN", ".NAN"].contains(text)
    }
}
