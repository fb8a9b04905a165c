/// Reads a pattern by recursive descent; the stack is bounded by the limit on nesting.
struct Parser {
    let source: [UInt8]
    let limits: PatternLimits
    var index = 0
    private var depth = 0

    private init(source: [UInt8], limits: PatternLimits) {
        self.source = source
        self.limits = limits
    }

    /// Reads a whole pattern and checks its anchors.
    static func parse(_ source: [UInt8], limits: PatternLimits) throws(PatternError) -> SyntaxNode {
        guard source.count <= limits.sourceBytes else {
            let kind = PatternError.Kind.tooLarge(.sourceBytes, size: source.count, limit: limits.sourceBytes)
            throw PatternError(kind, at: limits.sourceBytes)
        }
        var parser = Self(source: source, limits: limits)
        let syntax = try parser.alternation()
        guard parser.current == nil else { throw PatternError(.unbalanced(")"), at: parser.index) }
        try syntax.checkAnchors()
        return syntax
    }

    /// The byte that is read next, or `nil` at the end.
    var current: UInt8? { index < source.count ? source[index] : nil }

    func byte(after offset: Int) -> UInt8? {
        index + offset < source.count ? source[index + offset] : nil
    }

    /// Takes the byte when it is the next one.
    mutating func take(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        index += 1
        return true
    }

    /// Takes the text when it comes next.
    mutating func take(_ text: StaticString) -> Bool {
        let matches = text.withUTF8Buffer { source[index...].starts(with: $0) }
        if matches { index += text.utf8CodeUnitCount }
        return matches
    }

    /// The source between two positions, for messages.
    func text(from start: Int, to end: Int) -> String {
        Excerpt.of(source[min(start, source.count)..<min(end, source.count)])
    }

    mutating func alternation() throws(PatternError) -> SyntaxNode {
        let start = index
        var branches = [try concatenation()]
        while take(UInt8(ascii: "|")) { branches.append(try concatenation()) }
        guard branches.count > 1 else { return branches[0] }
        return SyntaxNode(kind: .alternation(branches), range: start..<index)
    }

    private mutating func concatenation() throws(PatternError) -> SyntaxNode {
        let start = index
        var items: [SyntaxNode] = []
        while let byte = current, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
            items.append(try repeated(try atom(byte)))
        }
        switch items.count {
        case 0: return SyntaxNode(kind: .empty, range: start..<index)
        case 1: return items[0]
        default: return SyntaxNode(kind: .concatenation(items), range: start..<index)
        }
    }

    private mutating func atom(_ byte: UInt8) throws(PatternError) -> SyntaxNode {
        let start = index
        switch byte {
        case UInt8(ascii: "("):
            return try nested { (parser) throws(PatternError) in try parser.group() }
        case UInt8(ascii: "["):
            return try bracketClass()
        case UInt8(ascii: "\\"):
            return try escape()
        case UInt8(ascii: "."):
            index += 1
            return SyntaxNode(kind: .scalars(Self.dot, as: .dot), range: start..<index)
        case UInt8(ascii: "^"), UInt8(ascii: "$"):
            index += 1
            return SyntaxNode(kind: .anchor(byte == UInt8(ascii: "^") ? .start : .end), range: start..<index)
        default:
            if let found = try repeatOperator() {
                throw PatternError(
                    .nothingToRepeat(text(from: found.range.lowerBound, to: found.range.upperBound)),
                    at: start
                )
            }
            return literal()
        }
    }

    private static let dot = ScalarClass(ScalarSet.newline.inverted)

    private mutating func literal() -> SyntaxNode {
        let start = index
        guard let (scalar, length) = UTF8Encoding.decode(source[index...]) else {
            index += 1
            return SyntaxNode(kind: .byte(source[start]), range: start..<index)
        }
        index += length
        return SyntaxNode(kind: .scalar(scalar), range: start..<index)
    }

    private mutating func nested(
        _ body: (inout Self) throws(PatternError) -> SyntaxNode
    ) throws(PatternError) -> SyntaxNode {
        depth += 1
        guard depth <= limits.nestingDepth else {
            throw PatternError(.tooLarge(.nestingDepth, size: depth, limit: limits.nestingDepth), at: index)
        }
        let node = try body(&self)
        depth -= 1
        return node
    }
}
