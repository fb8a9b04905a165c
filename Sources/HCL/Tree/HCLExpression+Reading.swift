extension HCLExpression {
    /// The text, when it is one in which nothing is inserted.
    public var string: String? {
        guard case .string(let text) = kind else { return nil }
        return text
    }

    /// The expression without the parentheses around it.
    public var unwrapped: HCLExpression {
        var expression = self
        while case .parenthesised(let inner) = expression.kind { expression = inner }
        return expression
    }

    /// The expressions directly below, in their order.
    public var children: [HCLExpression] {
        switch kind {
        case .string, .number, .bool, .null, .variable: []
        case .template(let parts): parts.flatMap(\.expressions)
        case .tuple(let items): items
        case .object(let items): items.flatMap { [$0.key, $0.value] }
        case .comprehension(let comprehension): comprehension.expressions
        case .call(let call): call.arguments
        case .traversal(let root, let steps): [root] + steps.compactMap(\.index)
        case .unary(_, let operand): [operand]
        case .operation(let first, let rest): [first] + rest.map(\.expression)
        case .conditional(let condition, let first, let second): [condition, first, second]
        case .parenthesised(let inner): [inner]
        }
    }

    /// Calls `visit` with the expression and with all below it, in the order in which they begin.
    public func walk(_ visit: (HCLExpression) -> Void) {
        var waiting = [self]
        while let next = waiting.popLast() {
            visit(next)
            waiting.append(contentsOf: next.children.reversed())
        }
    }
}
