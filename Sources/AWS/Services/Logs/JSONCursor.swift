/// Reads JSON token by token, straight off the bytes of an answer, and makes nothing of what nobody wants.
///
/// For answers that hold ten thousand small objects: a decoder that makes a container for each of them took more than half
/// of the time in which a log was delivered. Everything else goes through `JSON.decode`.
struct JSONCursor {
    /// The bytes are no JSON, or not what was to be read.
    struct Malformed: Error {}

    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0

    /// As deep as values may lie in one another that are skipped.
    private static let deepest = 64

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    // MARK: - Containers

    /// Takes an object; `member` takes the value of each name.
    ///
    /// A name is given as it is written: one that AWS wrote with escapes would be one that is not known.
    mutating func object(
        _ member: (inout JSONCursor, UnsafeBufferPointer<UInt8>) throws(Malformed) -> Void
    ) throws(Malformed) {
        try take(UInt8(ascii: "{"))
        guard !takes(UInt8(ascii: "}")) else { return }
        repeat {
            let name = try rawString()
            try take(UInt8(ascii: ":"))
            try member(&self, name)
        } while takes(UInt8(ascii: ","))
        try take(UInt8(ascii: "}"))
    }

    /// Takes an array; `element` takes each of its values.
    mutating func array(_ element: (inout JSONCursor) throws(Malformed) -> Void) throws(Malformed) {
        try take(UInt8(ascii: "["))
        guard !takes(UInt8(ascii: "]")) else { return }
        repeat { try element(&self) } while takes(UInt8(ascii: ","))
        try take(UInt8(ascii: "]"))
    }

    /// Takes the end: nothing but white space follows.
    mutating func end() throws(Malformed) {
        guard peek() == nil else { throw Malformed() }
    }

    // MARK: - Values

    /// Takes `null`, if that comes next.
    mutating func takesNull() throws(Malformed) -> Bool {
        guard peek() == UInt8(ascii: "n") else { return false }
        try literal("null")
        return true
    }

    /// Takes a whole number.
    mutating func integer() throws(Malformed) -> Int64 {
        var digits = number()[...]
        let isNegative = digits.first == UInt8(ascii: "-")
        if isNegative { digits.removeFirst() }
        guard (1...18).contains(digits.count) else { throw Malformed() }
        var value: Int64 = 0
        for digit in digits {
            guard Self.isDigit(digit) else { throw Malformed() }
            value = value * 10 + Int64(digit - UInt8(ascii: "0"))
        }
        return isNegative ? -value : value
    }

    /// Takes a string and appends it in UTF-8; half of a surrogate pair becomes U+FFFD.
    mutating func string(into text: inout [UInt8]) throws(Malformed) {
        try take(UInt8(ascii: "\""))
        while true {
            let run = plainRun()
            text.append(contentsOf: run)
            switch next() {
            case UInt8(ascii: "\""): return
            case UInt8(ascii: "\\"): try escape(into: &text)
            default: throw Malformed()
            }
        }
    }

    /// Takes a string.
    mutating func string() throws(Malformed) -> String {
        var text: [UInt8] = []
        try string(into: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Takes any value, and leaves it.
    mutating func skip() throws(Malformed) { try skip(depth: 0) }

    private mutating func skip(depth: Int) throws(Malformed) {
        guard depth < Self.deepest else { throw Malformed() }
        switch peek() {
        case UInt8(ascii: "{"): try object { cursor, _ throws(Malformed) in try cursor.skip(depth: depth + 1) }
        case UInt8(ascii: "["): try array { cursor throws(Malformed) in try cursor.skip(depth: depth + 1) }
        case UInt8(ascii: "\""): _ = try rawString()
        case UInt8(ascii: "t"): try literal("true")
        case UInt8(ascii: "f"): try literal("false")
        case UInt8(ascii: "n"): try literal("null")
        default:
            guard number().contains(where: Self.isDigit) else { throw Malformed() }
        }
    }

    // MARK: - Bytes

    /// The next byte that is no white space; it stays.
    private mutating func peek() -> UInt8? {
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): index += 1
            case let byte: return byte
            }
        }
        return nil
    }

    private mutating func next() -> UInt8? {
        guard index < bytes.count else { return nil }
        defer { index += 1 }
        return bytes[index]
    }

    private mutating func takes(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        index += 1
        return true
    }

    private mutating func take(_ byte: UInt8) throws(Malformed) {
        guard takes(byte) else { throw Malformed() }
    }

    private mutating func literal(_ word: StaticString) throws(Malformed) {
        for byte in UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount) {
            guard next() == byte else { throw Malformed() }
        }
    }

    /// The bytes up to whatever cannot be a part of a number, if they begin as one does; else none.
    private mutating func number() -> UnsafeBufferPointer<UInt8> {
        let first = peek()
        let start = index
        guard let first, first == UInt8(ascii: "-") || Self.isDigit(first) else {
            return UnsafeBufferPointer(rebasing: bytes[start..<start])
        }
        while index < bytes.count, Self.isDigit(bytes[index]) || ".-+eE".utf8.contains(bytes[index]) { index += 1 }
        return UnsafeBufferPointer(rebasing: bytes[start..<index])
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    /// The bytes of a string up to its end, an escape, or a byte that no string may hold.
    private mutating func plainRun() -> UnsafeBufferPointer<UInt8> {
        let start = index
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { break }
            index += 1
        }
        return UnsafeBufferPointer(rebasing: bytes[start..<index])
    }

    /// Takes a string and answers what stands between its quotes, escapes and all.
    private mutating func rawString() throws(Malformed) -> UnsafeBufferPointer<UInt8> {
        try take(UInt8(ascii: "\""))
        let start = index
        while true {
            _ = plainRun()
            switch next() {
            case UInt8(ascii: "\""): return UnsafeBufferPointer(rebasing: bytes[start..<(index - 1)])
            case UInt8(ascii: "\\"): _ = next()
            default: throw Malformed()
            }
        }
    }

    // MARK: - Escapes

    private mutating func escape(into text: inout [UInt8]) throws(Malformed) {
        switch next() {
        case let byte? where #""\/"#.utf8.contains(byte): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: UTF8.encode(try scalar()) ?? UTF8.encodedReplacementCharacter)
        default: throw Malformed()
        }
    }

    /// Takes the digits behind `\u`, and with the first half of a pair the second.
    private mutating func scalar() throws(Malformed) -> Unicode.Scalar {
        let unit = try hexadecimal()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        let place = index
        guard UTF16.isLeadSurrogate(unit), next() == UInt8(ascii: "\\"), next() == UInt8(ascii: "u"),
            case let second = try hexadecimal(), UTF16.isTrailSurrogate(second)
        else {
            index = place
            return "\u{FFFD}"
        }
        return UTF16.decode(UTF16.EncodedScalar([unit, second]))
    }

    private mutating func hexadecimal() throws(Malformed) -> UInt16 {
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = next(), let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw Malformed()
            }
            value = value << 4 | UInt16(digit)
        }
        return value
    }
}
