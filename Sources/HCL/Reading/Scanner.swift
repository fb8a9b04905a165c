/// Finds tokens in the bytes of a file; what is inside quotes and heredocs is read by the parser.
struct Scanner {
    let bytes: [UInt8]
    let name: String
    var comments: [Range<Int>] = []

    init(bytes: [UInt8], name: String) {
        self.bytes = bytes
        self.name = name
    }

    /// Where the content begins: a byte order mark is no content.
    var start: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

    func byte(_ index: Int) -> UInt8? {
        index < bytes.count ? bytes[index] : nil
    }

    func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    func matches(_ range: Range<Int>, _ word: StaticString) -> Bool {
        range.count == word.utf8CodeUnitCount && word.withUTF8Buffer { bytes[range].elementsEqual($0) }
    }

    func failure(_ kind: HCLError.Kind, at offset: Int) -> HCLError {
        HCLError(file: name, position: HCLPosition(of: offset, in: bytes), kind: kind)
    }

    /// The token at a place or after the blanks and comments there.
    mutating func token(at offset: Int, newlines: NewlineMode) throws(HCLError) -> Token {
        var index = offset
        while let byte = byte(index) {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"):
                index += 1
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                let end = try lineBreak(at: index)
                if newlines == .kept { return Token(kind: .newline, range: index..<end) }
                index = end
            case UInt8(ascii: "#"):
                index = lineComment(at: index)
            case UInt8(ascii: "/") where self.byte(index + 1) == UInt8(ascii: "/"):
                index = lineComment(at: index)
            case UInt8(ascii: "/") where self.byte(index + 1) == UInt8(ascii: "*"):
                index = try comment(at: index)
            default:
                return try visibleToken(byte, at: index)
            }
        }
        return Token(kind: .end, range: index..<index)
    }

    private func lineBreak(at index: Int) throws(HCLError) -> Int {
        if bytes[index] == UInt8(ascii: "\n") { return index + 1 }
        guard byte(index + 1) == UInt8(ascii: "\n") else { throw failure(.loneCarriageReturn, at: index) }
        return index + 2
    }

    /// The end of a comment that a line break ends; the line break is not part of it.
    private mutating func lineComment(at start: Int) -> Int {
        var end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        if end < bytes.count, end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        keep(start..<end)
        return end
    }

    private mutating func comment(at start: Int) throws(HCLError) -> Int {
        var index = start + 2
        while index + 1 < bytes.count {
            if bytes[index] == UInt8(ascii: "*"), bytes[index + 1] == UInt8(ascii: "/") {
                keep(start..<index + 2)
                return index + 2
            }
            index += 1
        }
        throw failure(.unclosed(.comment), at: start)
    }

    /// A comment is met again when the parser looks at the same place twice.
    private mutating func keep(_ comment: Range<Int>) {
        if comment.lowerBound >= comments.last?.upperBound ?? 0 { comments.append(comment) }
    }
}

/// Whether a line break ends something, or is a blank as between brackets.
enum NewlineMode {
    case kept, skipped
}
