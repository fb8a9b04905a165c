extension SyntaxNode {
    /// Dots that match any character where a name goes on at both sides, as in `github.com` or `infra(.git)?`.
    func unescapedDots(in pattern: Pattern) -> [PatternFinding] {
        var dots: [SyntaxNode] = []
        collectDots(between: Neighbours(left: .empty, right: .empty), into: &dots)
        return dots.map { dot in
            PatternFinding(
                kind: .unescapedDot,
                severity: .warning,
                range: dot.range,
                message:
                    "The unescaped `.` matches any character, not only a dot, in \(pattern.surroundings(of: dot.range)).",
                hint: #"Write `\.` for a dot."#
            )
        }
    }

    /// The characters that can stand right before and right after a part.
    private struct Neighbours {
        var left: ScalarSet
        var right: ScalarSet
    }

    private func collectDots(between neighbours: Neighbours, into dots: inout [SyntaxNode]) {
        switch kind {
        case .scalars(_, as: .dot):
            if neighbours.left.isOfNames, neighbours.right.isOfNames { dots.append(self) }
        case .empty, .byte, .scalar, .scalars, .anchor:
            break
        case .group(let body):
            body.collectDots(between: neighbours, into: &dots)
        case .alternation(let branches):
            for branch in branches { branch.collectDots(between: neighbours, into: &dots) }
        case .concatenation(let items):
            Self.collectDots(in: items, between: neighbours, into: &dots)
        case .repetition(let body, let counts):
            // `.?` and `.{3}` are meant.
            if case .scalars(_, as: .dot) = body.kind { return }
            var inner = neighbours
            if counts.maximum != 1 {
                let fringe = body.fringe
                inner.left = inner.left.union(fringe.last)
                inner.right = inner.right.union(fringe.first)
            }
            body.collectDots(between: inner, into: &dots)
        }
    }

    private static func collectDots(
        in items: [SyntaxNode],
        between neighbours: Neighbours,
        into dots: inout [SyntaxNode]
    ) {
        let fringes = items.map(\.fringe)
        var rights = [neighbours.right]
        for fringe in fringes.dropFirst().reversed() {
            rights.append(fringe.isOptional ? fringe.first.union(rights[rights.count - 1]) : fringe.first)
        }
        var left = neighbours.left
        for ((item, fringe), right) in zip(zip(items, fringes), rights.reversed()) {
            item.collectDots(between: Neighbours(left: left, right: right), into: &dots)
            left = fringe.isOptional ? fringe.last.union(left) : fringe.last
        }
    }
}

extension ScalarSet {
    fileprivate var isOfNames: Bool { !isEmpty && isSubset(of: .nameCharacters) }
}

extension Pattern {
    /// The part of the source around a position, up to a few characters on each side, whole characters only.
    fileprivate func surroundings(of range: Range<Int>) -> String {
        func isContinuation(_ index: Int) -> Bool { index < source.count && source[index] & 0xC0 == 0x80 }
        var start = max(range.lowerBound - 12, 0)
        var end = min(range.upperBound + 12, source.count)
        while isContinuation(start) { start += 1 }
        while isContinuation(end) { end -= 1 }
        return quote(start..<end)
    }
}
