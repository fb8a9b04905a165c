/// Text that is exactly one expression, so that it can stand where a value stands and bring nothing else with it.
public struct HCLExpressionText: Sendable {
    /// The bytes, without blanks around them.
    public let bytes: [UInt8]

    /// What they say; its ranges count from the beginning of `bytes`.
    public let expression: HCLExpression

    /// Reads a text as one expression.
    ///
    /// Line breaks count as they do after `name =`: an expression ends with its line unless brackets are open. A comment
    /// after the expression is refused; a heredoc's last line need not end with a line break.
    ///
    /// - Throws: what is wrong with the expression, or what comes after it.
    public init(parsing text: [UInt8], name: String) throws(HCLError) {
        let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
        let start = text.firstIndex { !isBlank($0) } ?? text.endIndex
        let end = text.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? start
        bytes = Array(text[start..<end])
        var parser = Parser(bytes: bytes + [UInt8(ascii: "\n")], name: name)
        expression = try parser.expression()
        guard expression.range == 0..<bytes.count else {
            throw try parser.surplus(after: expression)
        }
    }
}

extension Parser {
    /// What stands after an expression, and where.
    fileprivate mutating func surplus(after expression: HCLExpression) throws(HCLError) -> HCLError {
        let token = try peek()
        if let comment = comments.first(where: { $0.lowerBound >= expression.range.upperBound }) {
            return failure(.notOneExpression(rest: "a comment"), at: comment.lowerBound)
        }
        return failure(.notOneExpression(rest: shown(token)), at: token.range.lowerBound)
    }
}
