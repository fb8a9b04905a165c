extension Parser {
    /// Reads from `for` to what closes it.
    mutating func comprehension(
        _ open: Token,
        closing: Token.Kind,
        _ construct: HCLConstruct
    ) throws(HCLError) -> HCLComprehension {
        try read()
        let names = try loopNames()
        let collection = try expression()
        guard try take(.colon) else { throw unexpected(try peek(), expected: ": after the collection") }
        let (key, value) = try entry(inObject: construct)
        let groups = key != nil ? try take(.ellipsis) : false
        var condition: HCLExpression?
        if try isNext("if") {
            try read()
            condition = try expression()
        }
        try close(closing, construct, open, expected: "the end of the for expression")
        return HCLComprehension(
            names: names,
            collection: collection,
            key: key,
            value: value,
            groups: groups,
            condition: condition
        )
    }

    /// Reads `value in` or `key, value in`.
    mutating func loopNames() throws(HCLError) -> HCLLoopNames {
        let first = scanner.text(try identifier("a name after for").range)
        let second = try take(.comma) ? scanner.text(try identifier("a name for the value").range) : nil
        guard try isNext("in") else { throw unexpected(try peek(), expected: "in after the names") }
        try read()
        return HCLLoopNames(key: second == nil ? nil : first, value: second ?? first)
    }

    private mutating func entry(
        inObject construct: HCLConstruct
    ) throws(HCLError) -> (key: HCLExpression?, value: HCLExpression) {
        let first = try expression()
        guard construct == .object else { return (nil, first) }
        guard try take(.arrow) else { throw unexpected(try peek(), expected: "=> after the key") }
        return (first, try expression())
    }
}
