extension Scanner {
    /// The end of an identifier; where none begins, the place itself.
    func identifierEnd(at start: Int) -> Int {
        var index = start
        while let byte = byte(index) {
            if ByteClass.isIdentifier(byte) {
                if index == start, !ByteClass.isIdentifierStart(byte) { break }
                index += 1
            } else if byte >= 0x80, let (scalar, length) = UTF8Form.scalar(in: bytes, at: index) {
                let properties = scalar.properties
                guard index == start ? properties.isIDStart : properties.isIDContinue else { break }
                index += length
            } else {
                break
            }
        }
        return index
    }

    /// The end of `<<MARKER` or `<<-MARKER` with its line break; `nil` where none begins.
    func heredocOpeningEnd(at start: Int) -> Int? {
        guard let marker = heredocMarker(at: start) else { return nil }
        var end = marker.upperBound
        if byte(end) == UInt8(ascii: "\r") { end += 1 }
        return byte(end) == UInt8(ascii: "\n") ? end + 1 : nil
    }

    /// The marker of the heredoc that begins at a place.
    func heredocMarker(at start: Int) -> Range<Int>? {
        guard byte(start + 1) == UInt8(ascii: "<") else { return nil }
        let first = byte(start + 2) == UInt8(ascii: "-") ? start + 3 : start + 2
        let end = identifierEnd(at: first)
        return end > first ? first..<end : nil
    }
}
