extension Parser {
    /// Reads one expression.
    mutating func expression() throws(HCLError) -> HCLExpression {
        try nested { (parser) throws(HCLError) in try parser.conditional() }
    }

    private mutating func conditional() throws(HCLError) -> HCLExpression {
        let condition = try operation(binding: 1)
        guard try take(.question) else { return condition }
        let first = try expression()
        guard try take(.colon) else {
            throw unexpected(try peek(), expected: ": and the value for when the condition is false")
        }
        let second = try expression()
        return HCLExpression(
            kind: .conditional(condition, then: first, else: second),
            range: condition.range.lowerBound..<second.range.upperBound
        )
    }

    /// Reads values and the operators between them that bind at least so tightly.
    private mutating func operation(binding precedence: Int) throws(HCLError) -> HCLExpression {
        var left = try value()
        while let first = try peek().binaryOperator, first.precedence >= precedence {
            var operands: [HCLOperand] = []
            while let next = try peek().binaryOperator, next.precedence == first.precedence {
                try read()
                operands.append(HCLOperand(operator: next, expression: try operation(binding: next.precedence + 1)))
            }
            let end = operands.last?.expression.range.upperBound ?? left.range.upperBound
            left = HCLExpression(kind: .operation(left, operands), range: left.range.lowerBound..<end)
        }
        return left
    }

    /// Reads a value and the steps from it.
    private mutating func value() throws(HCLError) -> HCLExpression {
        let token = try peek()
        switch token.kind {
        case .minus: return try unary(.negative)
        case .not: return try unary(.not)
        default: return try traversal(from: try term())
        }
    }

    private mutating func unary(_ sign: HCLUnaryOperator) throws(HCLError) -> HCLExpression {
        let token = try read()
        let operand = try nested { (parser) throws(HCLError) in try parser.value() }
        return HCLExpression(
            kind: .unary(sign, operand),
            range: token.range.lowerBound..<operand.range.upperBound
        )
    }

    private mutating func term() throws(HCLError) -> HCLExpression {
        let token = try peek()
        switch token.kind {
        case .number: return try number(try read())
        case .identifier: return try word(try read())
        case .quote: return try quotedText(try read())
        case .heredoc: return try heredoc(try read())
        case .openParenthesis: return try parenthesised(try read())
        case .openBracket: return try bracketed(try read())
        case .openBrace: return try braced(try read())
        default: throw unexpected(token, expected: "a value")
        }
    }

    private mutating func word(_ token: Token) throws(HCLError) -> HCLExpression {
        switch try peek().kind {
        case .openParenthesis, .doubleColon:
            return try call(token)
        default:
            let name = scanner.text(token.range)
            let kind: HCLExpression.Kind =
                switch name {
                case "true": .bool(true)
                case "false": .bool(false)
                case "null": .null
                default: .variable(name)
                }
            return HCLExpression(kind: kind, range: token.range)
        }
    }

    func number(_ token: Token) throws(HCLError) -> HCLExpression {
        let text = scanner.text(token.range)
        guard isNumber(token.range) else { throw failure(.invalidNumber(text), at: token.range.lowerBound) }
        return HCLExpression(kind: .number(text), range: token.range)
    }

    /// Whether there is at most one dot, and at most one exponent, after it.
    private func isNumber(_ range: Range<Int>) -> Bool {
        var seenDot = false
        var seenExponent = false
        for byte in scanner.bytes[range] {
            switch byte {
            case UInt8(ascii: "."):
                if seenDot || seenExponent { return false }
                seenDot = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                if seenExponent { return false }
                seenExponent = true
            default:
                break
            }
        }
        return true
    }

    private mutating func parenthesised(_ open: Token) throws(HCLError) -> HCLExpression {
        let inner = try with(newlines: .skipped) { (parser) throws(HCLError) in
            let inner = try parser.expression()
            try parser.close(.closeParenthesis, .parenthesis, open, expected: ")")
            return inner
        }
        return HCLExpression(kind: .parenthesised(inner), range: open.range.lowerBound..<index)
    }

    /// Takes what closes a construct.
    mutating func close(
        _ kind: Token.Kind,
        _ construct: HCLConstruct,
        _ open: Token,
        expected: String
    ) throws(HCLError) {
        let token = try peek()
        guard token.kind != .end else { throw failure(.unclosed(construct), at: open.range.lowerBound) }
        guard token.kind == kind else { throw unexpected(token, expected: expected) }
        try read()
    }
}
