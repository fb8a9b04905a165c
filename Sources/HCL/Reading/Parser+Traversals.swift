extension Parser {
    /// Reads the steps from a value.
    mutating func traversal(from root: HCLExpression) throws(HCLError) -> HCLExpression {
        var steps: [HCLTraversalStep] = []
        while true {
            switch try peek().kind {
            case .dot:
                try read()
                try dotted(into: &steps)
            case .openBracket:
                steps.append(try bracketStep(try read()))
            default:
                guard !steps.isEmpty else { return root }
                return HCLExpression(kind: .traversal(root, steps), range: root.range.lowerBound..<index)
            }
        }
    }

    private mutating func dotted(into steps: inout [HCLTraversalStep]) throws(HCLError) {
        if try take(.star) {
            steps.append(.attributeSplat)
            while try take(.dot) { steps.append(try namedStep()) }
        } else {
            steps.append(try namedStep())
        }
    }

    /// Reads a name, or the number with which old configurations count.
    private mutating func namedStep() throws(HCLError) -> HCLTraversalStep {
        let token = try peek()
        switch token.kind {
        case .identifier:
            return .attribute(scanner.text(try read().range))
        case .number where !scanner.bytes[token.range].contains(UInt8(ascii: ".")):
            return .index(try number(try read()))
        default:
            throw unexpected(token, expected: "a name after the dot")
        }
    }

    private mutating func bracketStep(_ open: Token) throws(HCLError) -> HCLTraversalStep {
        if try take(.star) {
            try close(.closeBracket, .bracket, open, expected: "] after *")
            return .splat
        }
        return try with(newlines: .skipped) { (parser) throws(HCLError) in
            let key = try parser.expression()
            try parser.close(.closeBracket, .bracket, open, expected: "] after the index")
            return .index(key)
        }
    }
}
