extension Parser {
    /// Reads what follows `[`.
    mutating func bracketed(_ open: Token) throws(HCLError) -> HCLExpression {
        let kind = try with(newlines: .skipped) { (parser) throws(HCLError) -> HCLExpression.Kind in
            if try parser.isNext("for") {
                return .comprehension(try parser.comprehension(open, closing: .closeBracket, .bracket))
            }
            return .tuple(try parser.list(open, closing: .closeBracket, .bracket).items)
        }
        return HCLExpression(kind: kind, range: open.range.lowerBound..<index)
    }

    /// Reads what follows the name of a function: more of the name, and the arguments.
    mutating func call(_ first: Token) throws(HCLError) -> HCLExpression {
        var name = scanner.text(first.range)
        while try take(.doubleColon) {
            name += "::" + scanner.text(try identifier("the name of a function after ::").range)
        }
        let open = try peek()
        guard try take(.openParenthesis) else {
            throw unexpected(try peek(), expected: "( after the name of a function")
        }
        let list = try with(newlines: .skipped) { (parser) throws(HCLError) in
            try parser.list(open, closing: .closeParenthesis, .parenthesis)
        }
        return HCLExpression(
            kind: .call(HCLCall(name: name, arguments: list.items, spreadsLast: list.spreadsLast)),
            range: first.range.lowerBound..<index
        )
    }

    /// Reads values with commas between them, and what closes them.
    private mutating func list(
        _ open: Token,
        closing: Token.Kind,
        _ construct: HCLConstruct
    ) throws(HCLError) -> (items: [HCLExpression], spreadsLast: Bool) {
        var items: [HCLExpression] = []
        while try !take(closing) {
            if try peek().kind == .end { throw failure(.unclosed(construct), at: open.range.lowerBound) }
            items.append(try expression())
            if closing == .closeParenthesis, try take(.ellipsis) {
                try close(closing, construct, open, expected: ") after ...")
                return (items, true)
            }
            guard try peek().kind != .comma else {
                try read()
                continue
            }
            try close(closing, construct, open, expected: "a comma or the end of the list")
            break
        }
        return (items, false)
    }

    /// Reads what follows `{` in a value.
    mutating func braced(_ open: Token) throws(HCLError) -> HCLExpression {
        let isComprehension = try with(newlines: .skipped) { (parser) throws(HCLError) in try parser.isNext("for") }
        let kind: HCLExpression.Kind =
            if isComprehension {
                .comprehension(
                    try with(newlines: .skipped) { (parser) throws(HCLError) in
                        try parser.comprehension(open, closing: .closeBrace, .object)
                    }
                )
            } else {
                .object(
                    try with(newlines: .kept) { (parser) throws(HCLError) in try parser.objectItems(open) }
                )
            }
        return HCLExpression(kind: kind, range: open.range.lowerBound..<index)
    }

    private mutating func objectItems(_ open: Token) throws(HCLError) -> [HCLObjectItem] {
        var items: [HCLObjectItem] = []
        while true {
            switch try peek().kind {
            case .newline:
                try read()
                continue
            case .closeBrace:
                try read()
                return items
            case .end:
                throw failure(.unclosed(.object), at: open.range.lowerBound)
            default:
                items.append(try objectItem())
            }
            switch try peek().kind {
            case .comma, .newline: try read()
            case .closeBrace: continue
            case .end: throw failure(.unclosed(.object), at: open.range.lowerBound)
            default: throw unexpected(try peek(), expected: "a comma, the end of the line or }")
            }
        }
    }

    private mutating func objectItem() throws(HCLError) -> HCLObjectItem {
        let key = try expression()
        let separator = try peek()
        guard separator.kind == .equal || separator.kind == .colon else {
            throw unexpected(separator, expected: "= after the key")
        }
        try read()
        return HCLObjectItem(key: key, value: try expression())
    }
}
