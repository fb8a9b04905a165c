extension Parser {
    /// Reads the whole file.
    mutating func file() throws(HCLError) -> HCLBody {
        try body(closing: nil)
    }

    /// Reads attributes and blocks up to the end, which is the file's or the brace that closes `block`.
    private mutating func body(closing block: Int?) throws(HCLError) -> HCLBody {
        var content = BodyContent()
        while true {
            let token = try peek()
            switch token.kind {
            case .newline:
                try read()
            case .identifier:
                try item(into: &content)
                try endOfItem()
            case .closeBrace where block != nil:
                try read()
                return content.body
            case .end:
                if let block { throw failure(.unclosed(.block), at: block) }
                return content.body
            default:
                throw unexpected(token, expected: "the name of an attribute or block")
            }
        }
    }

    private mutating func item(into content: inout BodyContent) throws(HCLError) {
        let name = try read()
        let next = try peek()
        switch next.kind {
        case .equal:
            try attribute(name, into: &content)
        case .quote, .openBrace, .identifier:
            content.blocks.append(try nested { (parser) throws(HCLError) in try parser.block(name) })
        default:
            throw unexpected(next, expected: "= and a value, or a block, after \(scanner.text(name.range))")
        }
    }

    private mutating func endOfItem() throws(HCLError) {
        let token = try peek()
        guard token.kind == .newline || token.kind == .end else {
            throw unexpected(token, expected: "the end of the line")
        }
    }

    private mutating func attribute(_ name: Token, into content: inout BodyContent) throws(HCLError) {
        let text = scanner.text(name.range)
        let position = position(of: name.range.lowerBound)
        if let first = content.earlier(text) {
            throw failure(.redefined(text, first: first.position), at: name.range.lowerBound)
        }
        try read()
        let value = try expression()
        content.attributes.append(
            HCLAttribute(name: text, position: position, nameRange: name.range, expression: value)
        )
    }

    private mutating func block(_ type: Token) throws(HCLError) -> HCLBlock {
        let position = position(of: type.range.lowerBound)
        let labels = try labels()
        let body = try blockBody(type)
        return HCLBlock(
            type: scanner.text(type.range),
            labels: labels,
            body: body,
            position: position,
            range: type.range.lowerBound..<index
        )
    }

    /// Reads labels and the brace after them.
    private mutating func labels() throws(HCLError) -> [String] {
        var labels: [String] = []
        while true {
            let token = try read()
            switch token.kind {
            case .openBrace: return labels
            case .identifier: labels.append(scanner.text(token.range))
            case .quote: labels.append(try label(opening: token))
            default: throw unexpected(token, expected: "a label or { on the line of the block's type")
            }
        }
    }

    private mutating func label(opening quote: Token) throws(HCLError) -> String {
        switch try quotedText(quote).kind {
        case .string(let text): return text
        default:
            throw failure(
                .unexpected(found: "a template", expected: "a label without ${ and %{"),
                at: quote.range.lowerBound
            )
        }
    }

    /// Reads what stands between the braces: lines, or one attribute on the line of the braces.
    private mutating func blockBody(_ type: Token) throws(HCLError) -> HCLBody {
        let token = try peek()
        switch token.kind {
        case .newline, .closeBrace, .end:
            return try body(closing: type.range.lowerBound)
        default:
            var content = BodyContent()
            let name = try identifier("an attribute")
            guard try peek().kind == .equal else {
                throw unexpected(try peek(), expected: "=, since a block on one line holds one attribute only")
            }
            try attribute(name, into: &content)
            guard try take(.closeBrace) else {
                throw unexpected(try peek(), expected: "}, since a block on one line holds one attribute only")
            }
            return content.body
        }
    }
}

/// A body while it is read.
private struct BodyContent {
    var attributes: [HCLAttribute] = []
    var blocks: [HCLBlock] = []
    /// The names of the attributes, once there are too many to look through.
    private var names: Set<String> = []

    var body: HCLBody { HCLBody(attributes: attributes, blocks: blocks) }

    /// The attribute that has a name already.
    mutating func earlier(_ name: String) -> HCLAttribute? {
        if attributes.count > 16 {
            if names.isEmpty { names = Set(attributes.map(\.name)) }
            if names.insert(name).inserted { return nil }
        }
        return attributes.first { $0.name == name }
    }
}
