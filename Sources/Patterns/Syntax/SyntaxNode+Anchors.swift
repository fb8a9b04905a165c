extension SyntaxNode {
    /// Refuses anchors that are not at an end of the pattern.
    ///
    /// Under a full match an anchor at an end says nothing new; anywhere else it would make its branch match nothing.
    func checkAnchors() throws(PatternError) {
        try checkAnchors(in: Place(isAtStart: true, isAtEnd: true, isRepeated: false))
    }

    /// Where a part stands in the whole pattern.
    private struct Place {
        var isAtStart: Bool
        var isAtEnd: Bool
        var isRepeated: Bool
    }

    private func checkAnchors(in place: Place) throws(PatternError) {
        switch kind {
        case .empty, .scalar, .byte, .scalars:
            break
        case .anchor(let anchor):
            try check(anchor, in: place)
        case .group(let body):
            try body.checkAnchors(in: place)
        case .repetition(let body, _):
            try body.checkAnchors(in: Place(isAtStart: false, isAtEnd: false, isRepeated: true))
        case .alternation(let branches):
            for branch in branches { try branch.checkAnchors(in: place) }
        case .concatenation(let items):
            let first = items.firstIndex { !$0.isAnchor(.start) } ?? items.count
            let last = items.lastIndex { !$0.isAnchor(.end) } ?? -1
            for (index, item) in items.enumerated() {
                var inner = place
                inner.isAtStart = place.isAtStart && index <= first
                inner.isAtEnd = place.isAtEnd && index >= last
                try item.checkAnchors(in: inner)
            }
        }
    }

    private func check(_ anchor: Anchor, in place: Place) throws(PatternError) {
        let isEscape = range.count == 2
        let text = anchor == .start ? (isEscape ? #"\A"# : "^") : (isEscape ? #"\z"# : "$")
        if place.isRepeated { throw PatternError(.anchorRepeated(text), at: range.lowerBound) }
        guard anchor == .start ? place.isAtStart : place.isAtEnd else {
            throw PatternError(.anchorInside(text), at: range.lowerBound)
        }
    }

    private func isAnchor(_ anchor: Anchor) -> Bool {
        if case .anchor(anchor) = kind { true } else { false }
    }
}
