/// Reads the XML that AWS answers with, and refuses what it never sends: document types, own entities, endless depth.
struct XMLReader {
    private var bytes: ArraySlice<UInt8>

    struct Malformed: Error {}

    init(_ bytes: [UInt8]) {
        self.bytes = bytes[...]
    }

    /// The root element.
    mutating func document() throws(Malformed) -> XMLElement {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        try skipMisc()
        let root = try element(depth: 0)
        try skipMisc()
        guard bytes.isEmpty else { throw Malformed() }
        return root
    }

    /// White space, comments and processing instructions around the root.
    private mutating func skipMisc() throws(Malformed) {
        while true {
            skipSpace()
            if take("<?") {
                _ = try upTo("?>")
            } else if take("<!--") {
                _ = try upTo("-->")
            } else {
                return
            }
        }
    }

    private mutating func element(depth: Int) throws(Malformed) -> XMLElement {
        guard depth < 64, take("<") else { throw Malformed() }
        let fullName = try name()
        var element = XMLElement(name: fullName.split(separator: ":").last.map(String.init) ?? fullName)
        try skipAttributes()
        if take("/>") { return element }
        guard take(">") else { throw Malformed() }
        var text: [UInt8] = []
        while !take("</") {
            if take("<!--") {
                _ = try upTo("-->")
            } else if take("<![CDATA[") {
                text += try upTo("]]>")
            } else if bytes.first == UInt8(ascii: "<") {
                element.children.append(try self.element(depth: depth + 1))
            } else {
                text += try characters()
            }
        }
        guard try name() == fullName else { throw Malformed() }
        skipSpace()
        guard take(">"), let value = String(validating: text, as: UTF8.self) else { throw Malformed() }
        element.text = value
        return element
    }

    private mutating func skipAttributes() throws(Malformed) {
        skipSpace()
        while let first = bytes.first, first != UInt8(ascii: ">"), first != UInt8(ascii: "/") {
            _ = try name()
            skipSpace()
            guard take("=") else { throw Malformed() }
            skipSpace()
            guard let quote = bytes.popFirst(), quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
                let end = bytes.firstIndex(of: quote)
            else { throw Malformed() }
            bytes = bytes[(end + 1)...]
            skipSpace()
        }
    }

    /// Text up to the next markup, entities resolved.
    private mutating func characters() throws(Malformed) -> [UInt8] {
        guard let first = bytes.first else { throw Malformed() }
        guard first == UInt8(ascii: "&") else {
            let text = bytes.prefix { $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: "&") }
            bytes = bytes[text.endIndex...]
            return Array(text)
        }
        bytes = bytes.dropFirst()
        switch String(decoding: try upTo(";"), as: UTF8.self) {
        case "amp": return Array("&".utf8)
        case "lt": return Array("<".utf8)
        case "gt": return Array(">".utf8)
        case "quot": return Array("\"".utf8)
        case "apos": return Array("'".utf8)
        case let reference:
            let isHex = reference.hasPrefix("#x")
            let digits = reference.dropFirst(isHex ? 2 : 1)
            guard reference.hasPrefix("#"), digits.first != "+",
                let number = UInt32(digits, radix: isHex ? 16 : 10), let scalar = Unicode.Scalar(number)
            else { throw Malformed() }
            return Array(String(scalar).utf8)
        }
    }

    private mutating func name() throws(Malformed) -> String {
        let ends = Set(" \t\r\n/>=<&\"'".utf8)
        let name = bytes.prefix { !ends.contains($0) }
        guard !name.isEmpty, let text = String(validating: name, as: UTF8.self) else { throw Malformed() }
        bytes = bytes[name.endIndex...]
        return text
    }

    private mutating func upTo(_ end: String) throws(Malformed) -> [UInt8] {
        let end = Array(end.utf8)
        guard let found = bytes.firstRange(of: end) else { throw Malformed() }
        let text = Array(bytes[..<found.lowerBound])
        bytes = bytes[found.upperBound...]
        return text
    }

    private mutating func take(_ text: String) -> Bool {
        guard bytes.starts(with: text.utf8) else { return false }
        bytes = bytes.dropFirst(text.utf8.count)
        return true
    }

    private mutating func skipSpace() {
        bytes = bytes.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    }
}
