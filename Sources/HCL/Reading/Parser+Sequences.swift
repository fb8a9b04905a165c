extension Parser {
    /// Reads what begins with `$` or `%` in a text: something to insert, an escape, or the sign itself.
    mutating func sequence(into pieces: inout TemplatePieces) throws(HCLError) {
        let start = index
        let sign = scanner.bytes[start]
        if scanner.byte(start + 1) == UInt8(ascii: "{") {
            let open = openedSequence(at: start)
            if open.count == 3 { pieces.trimLast() }
            if sign == UInt8(ascii: "$") {
                try interpolation(open, into: &pieces)
            } else {
                try directive(open, into: &pieces)
            }
        } else if scanner.byte(start + 1) == sign, scanner.byte(start + 2) == UInt8(ascii: "{") {
            let trims = scanner.byte(start + 3) == UInt8(ascii: "~")
            move(to: start + (trims ? 4 : 3))
            pieces.append(.literal(scanner.text(start + 1..<index)), at: start)
        } else {
            move(to: start + 1)
            pieces.append(.literal(scanner.text(start..<start + 1)), at: start)
        }
    }

    /// Takes `${`, `%{` and the `~` after it.
    private mutating func openedSequence(at start: Int) -> Range<Int> {
        move(to: start + (scanner.byte(start + 2) == UInt8(ascii: "~") ? 3 : 2))
        return start..<index
    }

    private mutating func interpolation(_ open: Range<Int>, into pieces: inout TemplatePieces) throws(HCLError) {
        let (expression, end) = try with(newlines: .skipped) { (parser) throws(HCLError) in
            let expression = try parser.expression()
            return (expression, try parser.sequenceEnd(open, .interpolation))
        }
        pieces.append(.interpolation(expression), at: open.lowerBound)
        pieces.trimsNext = end.kind == .trimmingCloseBrace
    }

    private mutating func directive(_ open: Range<Int>, into pieces: inout TemplatePieces) throws(HCLError) {
        let (kind, end) = try with(newlines: .skipped) { (parser) throws(HCLError) in
            let kind = try parser.directiveKind()
            return (kind, try parser.sequenceEnd(open, .directive))
        }
        pieces.append(kind, at: open.lowerBound)
        pieces.trimsNext = end.kind == .trimmingCloseBrace
    }

    private mutating func directiveKind() throws(HCLError) -> TemplatePiece.Kind {
        let expected = "if, else, endif, for or endfor"
        let word = try identifier(expected)
        switch scanner.text(word.range) {
        case "if": return .if(try expression())
        case "else": return .else
        case "endif": return .endif
        case "for": return .for(try loopNames(), try expression())
        case "endfor": return .endfor
        default: throw unexpected(word, expected: expected)
        }
    }

    private mutating func sequenceEnd(_ open: Range<Int>, _ construct: HCLConstruct) throws(HCLError) -> Token {
        let token = try peek()
        guard token.kind != .end else { throw failure(.unclosed(construct), at: open.lowerBound) }
        guard token.closesTemplate else { throw unexpected(token, expected: "} at the end of \(construct)") }
        return try read()
    }
}
