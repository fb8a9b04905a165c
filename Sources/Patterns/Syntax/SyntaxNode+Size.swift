extension SyntaxNode {
    /// Refuses a pattern whose nondeterministic automaton would be too large, before anything is built.
    ///
    /// - Throws: ``PatternError`` with the size of the whole, at the innermost part that is too large by itself.
    func checkSize(limit: Int) throws(PatternError) {
        let size = stateCount
        guard size > limit else { return }
        var part = self
        while let inner = part.children.first(where: { $0.stateCount > limit }) { part = inner }
        throw PatternError(.tooLarge(.nfaStates, size: size, limit: limit), at: part.range.lowerBound)
    }

    private var stateCount: Int {
        switch kind {
        case .empty, .anchor: 0
        case .byte: 1
        case .scalar(let scalar): UTF8Encoding(scalar).count
        case .scalars(let scalars, _): scalars.stateCount
        case .group(let body): body.stateCount
        case .concatenation(let items): items.reduce(0) { $0.addingSaturated($1.stateCount) }
        case .alternation(let branches): branches.reduce(branches.count - 1) { $0.addingSaturated($1.stateCount) }
        case .repetition(let body, let counts): counts.stateCount(of: body.stateCount)
        }
    }
}

extension Repeat {
    /// A loop takes one state for its choice, an optional copy one for its own.
    fileprivate func stateCount(of body: Int) -> Int {
        guard body > 0 else { return 0 }
        guard let maximum else { return max(minimum, 1).multipliedSaturated(by: body).addingSaturated(1) }
        return maximum.multipliedSaturated(by: body).addingSaturated(maximum - minimum)
    }
}

extension Int {
    fileprivate func addingSaturated(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }

    fileprivate func multipliedSaturated(by other: Int) -> Int {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? .max : product
    }
}
