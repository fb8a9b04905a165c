extension Parser {
    /// Reads what follows the first line of a heredoc, to the marker that ends it.
    mutating func heredoc(_ open: Token) throws(HCLError) -> HCLExpression {
        let marker = scanner.heredocMarker(at: open.range.lowerBound) ?? open.range
        let isFlush = scanner.byte(open.range.lowerBound + 2) == UInt8(ascii: "-")
        var pieces = TemplatePieces()
        var startsLine = true
        while true {
            guard let line = restOfLine() else {
                throw failure(.unclosed(.heredoc(scanner.text(marker))), at: open.range.lowerBound)
            }
            if startsLine, isMarker(marker, line) {
                move(to: line.upperBound)
                if isFlush { pieces.removeIndentation() }
                return try text(of: pieces, from: open)
            }
            startsLine = try heredocPiece(into: &pieces)
        }
    }

    /// What is left of the line, without its end; `nil` when the file ends first.
    private func restOfLine() -> Range<Int>? {
        guard let end = scanner.bytes[index...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        let hasReturn = end > index && scanner.bytes[end - 1] == UInt8(ascii: "\r")
        return index..<(hasReturn ? end - 1 : end)
    }

    /// Whether a line is the marker and blanks around it, where every blank of Unicode counts, but a carriage return.
    private func isMarker(_ marker: Range<Int>, _ line: Range<Int>) -> Bool {
        var start = line.lowerBound
        while start < line.upperBound, let length = blank(at: start) { start += length }
        let end = start + marker.count
        guard end <= line.upperBound, scanner.bytes[start..<end] == scanner.bytes[marker] else { return false }
        var rest = end
        while rest < line.upperBound, let length = blank(at: rest) { rest += length }
        return rest == line.upperBound
    }

    private func blank(at index: Int) -> Int? {
        let byte = scanner.bytes[index]
        if byte < 0x80 { return byte == 0x20 || (0x09...0x0C).contains(byte) ? 1 : nil }
        guard let (scalar, length) = UTF8Form.scalar(in: scanner.bytes, at: index), scalar.properties.isWhitespace
        else {
            return nil
        }
        return length
    }

    /// Reads text to the end of its line or to the next sign that may mean more; answers whether a line begins after it.
    private mutating func heredocPiece(into pieces: inout TemplatePieces) throws(HCLError) -> Bool {
        let start = index
        while let byte = scanner.byte(index) {
            switch byte {
            case UInt8(ascii: "\n"):
                move(to: index + 1)
                pieces.append(.literal(scanner.text(start..<index)), at: start)
                return true
            case UInt8(ascii: "\r"):
                guard scanner.byte(index + 1) == UInt8(ascii: "\n") else {
                    throw failure(.loneCarriageReturn, at: index)
                }
                move(to: index + 1)
            case UInt8(ascii: "$"), UInt8(ascii: "%"):
                if index > start { pieces.append(.literal(scanner.text(start..<index)), at: start) }
                try sequence(into: &pieces)
                return false
            default:
                guard let length = UTF8Form.length(in: scanner.bytes, at: index) else {
                    throw scanner.invalidCharacter(at: index)
                }
                move(to: index + length)
            }
        }
        return false
    }
}
