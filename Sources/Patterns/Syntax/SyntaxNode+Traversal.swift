extension SyntaxNode {
    /// The parts that this one is directly made of.
    var children: [SyntaxNode] {
        switch kind {
        case .empty, .anchor, .byte, .scalar, .scalars: []
        case .group(let body), .repetition(let body, _): [body]
        case .concatenation(let items), .alternation(let items): items
        }
    }

    /// Visits this part and all that it is made of, in the order of the source.
    func forEachPart(_ visit: (SyntaxNode) -> Void) {
        visit(self)
        for child in children { child.forEachPart(visit) }
    }

    /// The anchor that comes first in the source.
    var firstAnchor: SyntaxNode? {
        if case .anchor = kind { return self }
        for child in children {
            if let anchor = child.firstAnchor { return anchor }
        }
        return nil
    }

    /// The characters that a part of exactly one character may be, or `nil` when it is not such a part.
    var singleCharacters: ScalarSet? {
        switch kind {
        case .scalar(let scalar):
            return ScalarSet(scalar)
        case .scalars(let scalars, _):
            return scalars.scalars
        case .group(let body):
            return body.singleCharacters
        case .alternation(let branches):
            var union = ScalarSet.empty
            for branch in branches {
                guard let characters = branch.singleCharacters else { return nil }
                union = union.union(characters)
            }
            return union
        case .empty, .byte, .anchor, .concatenation, .repetition:
            return nil
        }
    }
}
