/// Puts the directives of a text together with what stands between them.
struct TemplateAssembly {
    let pieces: [TemplatePiece]
    let scanner: Scanner
    private var index = 0
    private var depth = 0

    init(pieces: [TemplatePiece], scanner: Scanner) {
        self.pieces = pieces
        self.scanner = scanner
    }

    /// All parts of the text.
    mutating func parts() throws(HCLError) -> [HCLTemplatePart] {
        let parts = try partsBeforeEnd()
        if index < pieces.count { throw failure(expected: "no directive that ends or divides another", at: index) }
        return parts
    }

    /// The parts to the next directive that ends or divides another.
    private mutating func partsBeforeEnd() throws(HCLError) -> [HCLTemplatePart] {
        var parts: [HCLTemplatePart] = []
        while index < pieces.count {
            switch pieces[index].kind {
            case .literal(let text):
                index += 1
                parts.append(.literal(text))
            case .interpolation(let expression):
                index += 1
                parts.append(.interpolation(expression))
            case .if(let condition):
                parts.append(try nested(.condition) { (self) throws(HCLError) in try self.condition(condition) })
            case .for(let names, let collection):
                parts.append(try nested(.loop) { (self) throws(HCLError) in try self.loop(names, collection) })
            case .else, .endif, .endfor:
                return parts
            }
        }
        return parts
    }

    private mutating func nested(
        _ construct: HCLConstruct,
        _ body: (inout Self) throws(HCLError) -> HCLTemplatePart?
    ) throws(HCLError) -> HCLTemplatePart {
        let start = pieces[index].offset
        depth += 1
        guard depth <= Parser.deepest else { throw scanner.failure(.tooDeep(limit: Parser.deepest), at: start) }
        index += 1
        guard let part = try body(&self) else { throw scanner.failure(.unclosed(construct), at: start) }
        depth -= 1
        return part
    }

    private mutating func condition(_ condition: HCLExpression) throws(HCLError) -> HCLTemplatePart? {
        let first = try partsBeforeEnd()
        var second: [HCLTemplatePart] = []
        if index < pieces.count, case .else = pieces[index].kind {
            index += 1
            second = try partsBeforeEnd()
        }
        guard index < pieces.count else { return nil }
        guard case .endif = pieces[index].kind else { throw failure(expected: "endif", at: index) }
        index += 1
        return .condition(condition, then: first, else: second)
    }

    private mutating func loop(
        _ names: HCLLoopNames,
        _ collection: HCLExpression
    ) throws(HCLError) -> HCLTemplatePart? {
        let parts = try partsBeforeEnd()
        guard index < pieces.count else { return nil }
        guard case .endfor = pieces[index].kind else { throw failure(expected: "endfor", at: index) }
        index += 1
        return .loop(names, in: collection, parts)
    }

    private func failure(expected: String, at index: Int) -> HCLError {
        let found =
            switch pieces[index].kind {
            case .else: "else"
            case .endif: "endif"
            default: "endfor"
            }
        return scanner.failure(.unexpected(found: found, expected: expected), at: pieces[index].offset)
    }
}
