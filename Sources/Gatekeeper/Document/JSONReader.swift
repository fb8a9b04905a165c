/// A recursive-descent reader of RFC 8259; the depth limit bounds the recursion.
struct JSONReader {
    let text: [UInt8]
    let limits: StrictJSON.Limits
    var index = 0
    private var line = 1
    private var column = 1

    init(text: [UInt8], limits: StrictJSON.Limits) {
        self.text = text
        self.limits = limits
    }

    var position: SourcePosition { SourcePosition(line: line, column: column) }

    var current: UInt8? { index < text.count ? text[index] : nil }

    mutating func document() throws(StrictJSONError) -> ConfigurationNode {
        guard text.count <= limits.bytes else { throw error(.tooLong(limits.bytes)) }
        guard !text.starts(with: [0xEF, 0xBB, 0xBF]) else { throw error(.byteOrderMark) }
        skipBlanks()
        let node = try value(depth: 0)
        skipBlanks()
        guard current == nil else { throw error(.trailingContent) }
        return node
    }

    func error(_ reason: StrictJSONError.Reason) -> StrictJSONError {
        StrictJSONError(reason: reason, position: position)
    }

    /// The error for what stands here instead of what is expected.
    func unexpected(_ expected: String) -> StrictJSONError {
        guard let current else { return error(.unexpectedEnd) }
        return error(.unexpected(current, expected: expected))
    }

    /// Goes one byte on; continuation bytes do not begin a column.
    mutating func advance() {
        if text[index] == ASCII.newline {
            line += 1
            column = 1
        } else if text[index] & 0xC0 != 0x80 {
            column += 1
        }
        index += 1
    }

    mutating func skipBlanks() {
        while let byte = current, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { advance() }
    }

    private mutating func value(depth: Int) throws(StrictJSONError) -> ConfigurationNode {
        let start = position
        switch current {
        case UInt8(ascii: "{"): return ConfigurationNode(.mapping(try object(depth: depth + 1)), at: start)
        case UInt8(ascii: "["): return ConfigurationNode(.sequence(try array(depth: depth + 1)), at: start)
        case UInt8(ascii: "\""): return ConfigurationNode(.string(try string()), at: start)
        case UInt8(ascii: "t"): return ConfigurationNode(try literal("true", .boolean(true)), at: start)
        case UInt8(ascii: "f"): return ConfigurationNode(try literal("false", .boolean(false)), at: start)
        case UInt8(ascii: "n"): return ConfigurationNode(try literal("null", .null), at: start)
        case .some(let byte) where byte == ASCII.dash || ASCII.isDigit(byte):
            return ConfigurationNode(try number(), at: start)
        default: throw unexpected("a value")
        }
    }

    private mutating func literal(
        _ word: String,
        _ content: ConfigurationNode.Content
    ) throws(StrictJSONError) -> ConfigurationNode.Content {
        for byte in word.utf8 {
            guard current == byte else { throw unexpected(word) }
            advance()
        }
        return content
    }

    private mutating func array(depth: Int) throws(StrictJSONError) -> [ConfigurationNode] {
        try enter(depth)
        var elements: [ConfigurationNode] = []
        if current == UInt8(ascii: "]") {
            advance()
            return elements
        }
        while true {
            elements.append(try value(depth: depth))
            skipBlanks()
            switch current {
            case UInt8(ascii: ","):
                advance()
                skipBlanks()
            case UInt8(ascii: "]"):
                advance()
                return elements
            default: throw unexpected("\",\" or \"]\"")
            }
        }
    }

    private mutating func object(depth: Int) throws(StrictJSONError) -> [ConfigurationNode.Field] {
        try enter(depth)
        var fields: [ConfigurationNode.Field] = []
        var names: Set<ByteString> = []
        if current == UInt8(ascii: "}") {
            advance()
            return fields
        }
        while true {
            fields.append(try field(depth: depth, names: &names))
            skipBlanks()
            switch current {
            case UInt8(ascii: ","):
                advance()
                skipBlanks()
            case UInt8(ascii: "}"):
                advance()
                return fields
            default: throw unexpected("\",\" or \"}\"")
            }
        }
    }

    private mutating func enter(_ depth: Int) throws(StrictJSONError) {
        guard depth <= limits.depth else { throw error(.tooDeep(limits.depth)) }
        advance()
        skipBlanks()
    }

    private mutating func field(
        depth: Int,
        names: inout Set<ByteString>
    ) throws(StrictJSONError) -> ConfigurationNode.Field {
        guard current == UInt8(ascii: "\"") else { throw unexpected("a name in double quotes") }
        let start = position
        let name = try string()
        guard names.insert(name).inserted else {
            throw StrictJSONError(reason: .duplicateName(name), position: start)
        }
        skipBlanks()
        guard current == ASCII.colon else { throw unexpected("\":\"") }
        advance()
        skipBlanks()
        return ConfigurationNode.Field(key: name, at: start, value: try value(depth: depth))
    }
}
