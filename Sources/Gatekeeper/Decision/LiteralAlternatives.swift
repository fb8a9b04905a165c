import Patterns

/// Reads back the values of a pattern that only spells values out, such as `plan|plan-all` or a list of repositories.
enum LiteralAlternatives {
    /// The values, or `nil` when any part of the pattern is more than a literal.
    static func values(of pattern: Pattern) -> [ByteString]? {
        values(of: pattern.source[...])
    }

    private static func values(of source: ArraySlice<UInt8>) -> [ByteString]? {
        let source = withoutAnchors(source)
        if let inner = body(ofGroup: source) { return values(of: inner) }
        guard let branches = branches(of: source) else { return nil }
        if branches.count == 1 { return literal(source).map { [$0] } }
        var found: [ByteString] = []
        for branch in branches {
            guard let more = values(of: branch) else { return nil }
            found += more
        }
        return found
    }

    private static func withoutAnchors(_ source: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var source = source
        if source.first == UInt8(ascii: "^") { source.removeFirst() }
        if source.last == ASCII.dollar, source.dropLast().last != ASCII.backslash { source.removeLast() }
        return source
    }

    /// What stands between the brackets when one group is the whole source.
    private static func body(ofGroup source: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard source.first == UInt8(ascii: "("), source.last == UInt8(ascii: ")") else { return nil }
        var depth = 0
        var isEscaped = false
        for (index, byte) in source.enumerated() {
            if isEscaped {
                isEscaped = false
            } else if byte == ASCII.backslash {
                isEscaped = true
            } else if byte == UInt8(ascii: "(") {
                depth += 1
            } else if byte == UInt8(ascii: ")") {
                depth -= 1
                if depth == 0, index < source.count - 1 { return nil }
            }
        }
        let inner = source.dropFirst().dropLast()
        return inner.starts(with: "?:".utf8) ? inner.dropFirst(2) : inner
    }

    /// The parts between the bars outside all groups; `nil` for what a literal cannot contain.
    private static func branches(of source: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]? {
        var branches: [ArraySlice<UInt8>] = []
        var start = source.startIndex
        var depth = 0
        var isEscaped = false
        for index in source.indices {
            let byte = source[index]
            if isEscaped {
                isEscaped = false
            } else if byte == ASCII.backslash {
                isEscaped = true
            } else if byte == UInt8(ascii: "[") {
                return nil
            } else if byte == UInt8(ascii: "(") {
                depth += 1
            } else if byte == UInt8(ascii: ")") {
                depth -= 1
            } else if byte == UInt8(ascii: "|"), depth == 0 {
                branches.append(source[start..<index])
                start = index + 1
            }
        }
        return branches + [source[start...]]
    }

    private static func literal(_ source: ArraySlice<UInt8>) -> ByteString? {
        var bytes: [UInt8] = []
        var isEscaped = false
        for byte in source {
            if isEscaped {
                // An escaped letter or digit is a class or a control character, or nothing at all.
                guard !ASCII.isAlphanumeric(byte) else { return nil }
                bytes.append(byte)
                isEscaped = false
            } else if byte == ASCII.backslash {
                isEscaped = true
            } else if ".+*?()|[]{}^$".utf8.contains(byte) {
                return nil
            } else {
                bytes.append(byte)
            }
        }
        return isEscaped ? nil : ByteString(bytes)
    }
}
