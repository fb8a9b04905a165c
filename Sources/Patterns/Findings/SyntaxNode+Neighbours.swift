/// What a part may begin and end with, and whether it may be absent.
struct Fringe {
    var first: ScalarSet
    var last: ScalarSet
    var isOptional: Bool

    static let nothing = Self(first: .empty, last: .empty, isOptional: true)

    /// What stands between the brackets is in both sets.
    static func exactly(_ characters: ScalarSet) -> Self {
        Self(first: characters, last: characters, isOptional: false)
    }

    func followed(by next: Self) -> Self {
        Self(
            first: isOptional ? first.union(next.first) : first,
            last: next.isOptional ? last.union(next.last) : next.last,
            isOptional: isOptional && next.isOptional
        )
    }

    func or(_ other: Self) -> Self {
        Self(
            first: first.union(other.first),
            last: last.union(other.last),
            isOptional: isOptional || other.isOptional
        )
    }
}

extension SyntaxNode {
    /// The characters at the part's own edges.
    var fringe: Fringe {
        switch kind {
        case .empty, .anchor: return .nothing
        // A byte that is no character is next to no name.
        case .byte: return .exactly(.all)
        case .scalar(let scalar): return .exactly(ScalarSet(scalar))
        case .scalars(let scalars, _): return .exactly(scalars.scalars)
        case .group(let body): return body.fringe
        case .concatenation(let items): return items.reduce(.nothing) { $0.followed(by: $1.fringe) }
        case .alternation(let branches):
            return branches.dropFirst().reduce(branches[0].fringe) { $0.or($1.fringe) }
        case .repetition(let body, let counts):
            if counts.maximum == 0 { return .nothing }
            var fringe = body.fringe
            if counts.minimum == 0 { fringe.isOptional = true }
            return fringe
        }
    }
}
