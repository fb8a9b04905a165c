extension HCLFile {
    /// The same file with another value in the place of one: every other byte stays as it is.
    ///
    /// The new file is read again, and everything around the value must stand in it as before: a heredoc before a comment
    /// on the same line, say, would swallow it, and is refused.
    ///
    /// - Parameters:
    ///   - expression: an expression of this file.
    ///   - text: the new value.
    /// - Returns: the new file.
    /// - Throws: ``HCLError/Kind/doesNotFit``, or what is wrong with the new file.
    public func replacing(_ expression: HCLExpression, with text: HCLExpressionText) throws(HCLError) -> HCLFile {
        let old = expression.range
        var changed = bytes
        changed.replaceSubrange(old, with: text.bytes)
        let file = try HCLFile(parsing: changed, name: name)
        let new = old.lowerBound..<old.lowerBound + text.bytes.count
        let growth = text.bytes.count - old.count
        guard file.surroundings(of: new) == surroundings(of: old).map({ $0.moved(by: growth, from: old.upperBound) })
        else {
            throw HCLError(file: name, position: position(of: old.lowerBound), kind: .doesNotFit)
        }
        return file
    }

    /// Where everything stands, but for what is inside one expression.
    private func surroundings(of expression: Range<Int>) -> [Range<Int>] {
        var places = comments.filter { !$0.isInside(expression) } + body.places
        body.walk { if $0.range == expression || !$0.range.isInside(expression) { places.append($0.range) } }
        return places
    }
}

extension HCLBody {
    /// Where its names and blocks stand.
    fileprivate var places: [Range<Int>] {
        attributes.map(\.nameRange) + blocks.flatMap { [$0.range] + $0.body.places }
    }
}

extension Range<Int> {
    fileprivate func isInside(_ other: Range<Int>) -> Bool {
        lowerBound >= other.lowerBound && upperBound <= other.upperBound
    }

    /// The range after something before its ends, or up to one of them, has become longer.
    fileprivate func moved(by growth: Int, from place: Int) -> Range<Int> {
        (lowerBound >= place ? lowerBound + growth : lowerBound)..<(upperBound >= place
            ? upperBound + growth : upperBound)
    }
}
