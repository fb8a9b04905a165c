extension Parser {
    /// Reads a class in brackets.
    mutating func bracketClass() throws(PatternError) -> SyntaxNode {
        let start = index
        index += 1
        let isNegated = take(UInt8(ascii: "^"))
        var ranges: [ClosedRange<UInt32>] = []
        var items: [SyntaxNode.ClassItem] = []
        // A closing bracket that comes first is a literal, as in RE2, Python and POSIX.
        while items.isEmpty || current != UInt8(ascii: "]") {
            guard current != nil else { throw PatternError(.unbalanced("["), at: start) }
            let itemStart = index
            let item = try classItem()
            ranges += item.ranges
            items.append(.init(bounds: item.bounds, range: itemStart..<index))
        }
        index += 1
        let scalars = ScalarSet(union: ranges)
        let written = SyntaxNode.WrittenClass(isNegated: isNegated, items: items)
        let kind = SyntaxNode.Kind.scalars(
            ScalarClass(isNegated ? scalars.inverted : scalars),
            as: .brackets(written)
        )
        return SyntaxNode(kind: kind, range: start..<index)
    }

    /// Reads a scalar, a range, or a class escape.
    private mutating func classItem() throws(PatternError) -> (
        ranges: [ClosedRange<UInt32>], bounds: ClosedRange<UInt32>?
    ) {
        let start = index
        let first = try classMember()
        // A dash before the closing bracket is a literal.
        guard current == UInt8(ascii: "-"), let next = byte(after: 1), next != UInt8(ascii: "]") else {
            switch first {
            case .scalar(let scalar): return ([scalar...scalar], scalar...scalar)
            case .scalars(let scalars): return (scalars.scalars.ranges, nil)
            }
        }
        index += 1
        let last = try classMember()
        guard case .scalar(let low) = first, case .scalar(let high) = last else {
            throw PatternError(.rangeOfClass(text(from: start, to: index)), at: start)
        }
        guard low <= high else { throw PatternError(.rangeOutOfOrder(text(from: start, to: index)), at: start) }
        return ([low...high], low...high)
    }

    private mutating func classMember() throws(PatternError) -> Escape {
        let start = index
        switch current {
        case UInt8(ascii: "\\"):
            if byte(after: 1) == UInt8(ascii: "b") { throw PatternError(.unsupported(.backspaceInClass), at: start) }
            return try commonEscape()
        case UInt8(ascii: "[") where isPOSIXClass():
            throw PatternError(.unsupported(.posixClass), at: start)
        case UInt8(ascii: "&") where byte(after: 1) == UInt8(ascii: "&"):
            throw PatternError(.unsupported(.classIntersection), at: start)
        default:
            guard let (scalar, length) = UTF8Encoding.decode(source[index...]) else {
                throw PatternError(.invalidUTF8(source[index]), at: start)
            }
            index += length
            return .scalar(scalar)
        }
    }

    /// Whether `[:name:]` comes next.
    private func isPOSIXClass() -> Bool {
        guard byte(after: 1) == UInt8(ascii: ":") else { return false }
        let name = source[(index + 2)...].prefix { ScalarSet.letters.contains(UInt32($0)) || $0 == UInt8(ascii: "^") }
        return source[name.endIndex...].starts(with: [UInt8(ascii: ":"), UInt8(ascii: "]")])
    }
}
