/// A secret inside of a JSON string, as libraries escape it, once and twice; and in the strings of HCL.
enum JSONForms {
    /// The forms; those for ASCII alone only where the secret is text.
    static func of(_ secret: ArraySlice<UInt8>) -> [[UInt8]] {
        let text = String(validating: secret, as: UTF8.self)
        var forms = styles.compactMap { style in
            style.isASCII && text == nil ? nil : escape(secret, text, style)
        }
        forms += [styles[0], styles[1]].compactMap { style -> [UInt8]? in
            guard text != nil || !style.isASCII else { return nil }
            return escape(escape(secret, text, style)[...], nil, styles[0])
        }
        return forms + [templateEscaped(forms[0])]
    }

    private struct Style {
        /// ASCII characters that are escaped by their number, besides control characters.
        var numbered: [UInt8] = []
        var escapesSlash = false
        var isASCII = false
        var digits = Array("0123456789abcdef".utf8)
    }

    private static let styles = [
        // JavaScript, Rust, Swift.
        Style(),
        // Python.
        Style(numbered: [0x7F], isASCII: true),
        // jq.
        Style(numbered: [0x7F]),
        // PHP without and with its flag for Unicode.
        Style(escapesSlash: true, isASCII: true),
        Style(escapesSlash: true),
        // Go, and so Terraform.
        Style(numbered: Array("<>&".utf8)),
        // Java's Gson.
        Style(numbered: Array("<>&='".utf8)),
        // .NET.
        Style(numbered: Array("<>&+'`\"".utf8), isASCII: true, digits: Array("0123456789ABCDEF".utf8)),
    ]

    private static func escape(_ secret: ArraySlice<UInt8>, _ text: String?, _ style: Style) -> [UInt8] {
        guard style.isASCII, let text else { return secret.flatMap { escape($0, style) } }
        return text.utf16.flatMap { unit in
            unit < 0x80 ? escape(UInt8(unit), style) : number(unit, style)
        }
    }

    private static func escape(_ byte: UInt8, _ style: Style) -> [UInt8] {
        if style.numbered.contains(byte) { return number(UInt16(byte), style) }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): return [backslash, byte]
        case UInt8(ascii: "/") where style.escapesSlash: return [backslash, byte]
        case 0x08: return [backslash, UInt8(ascii: "b")]
        case 0x09: return [backslash, UInt8(ascii: "t")]
        case 0x0A: return [backslash, UInt8(ascii: "n")]
        case 0x0C: return [backslash, UInt8(ascii: "f")]
        case 0x0D: return [backslash, UInt8(ascii: "r")]
        case 0..<0x20: return number(UInt16(byte), style)
        default: return [byte]
        }
    }

    private static func number(_ unit: UInt16, _ style: Style) -> [UInt8] {
        [backslash, UInt8(ascii: "u")] + [12, 8, 4, 0].map { style.digits[Int(unit >> $0 & 15)] }
    }

    /// HCL doubles what would begin a template.
    private static func templateEscaped(_ form: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        for (index, byte) in form.enumerated() {
            let begins = byte == UInt8(ascii: "$") || byte == UInt8(ascii: "%")
            if begins, index + 1 < form.count, form[index + 1] == UInt8(ascii: "{") { result.append(byte) }
            result.append(byte)
        }
        return result
    }

    private static let backslash = UInt8(ascii: "\\")
}
