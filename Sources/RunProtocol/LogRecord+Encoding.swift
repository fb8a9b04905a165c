import FoundationEssentials

extension LogRecord {
    /// Appends the record as a line of bytes, line feed included.
    public func append(to buffer: inout [UInt8]) {
        text.withUnsafeBytes { text in
            LogRecord.append(Head(number: number, at: at, stream: stream, ending: ending), text, to: &buffer)
        }
    }

    /// Everything of a record but its text.
    public struct Head: Hashable, Sendable {
        /// The record's number, from 1.
        public var number: Int
        /// When it was written.
        public var at: Timestamp
        /// The stream it belongs to.
        public var stream: LogStream
        /// Whether a newline followed.
        public var ending: Ending

        /// Makes a head.
        public init(number: Int, at: Timestamp, stream: LogStream, ending: Ending) {
            self.number = number
            self.at = at
            self.stream = stream
            self.ending = ending
        }
    }

    /// Appends a record whose text still lies in somebody's buffer: a million lines are no million arrays.
    public static func append(_ head: Head, _ text: UnsafeRawBufferPointer, to buffer: inout [UInt8]) {
        let isText = isPlainText(text)
        appendDecimal(head.number, to: &buffer)
        buffer.append(UInt8(ascii: " "))
        appendDecimal(Int(head.at.milliseconds), to: &buffer)
        buffer.append(UInt8(ascii: " "))
        buffer.append(isText ? head.stream.letter : head.stream.letter & ~0x20)
        if head.ending == .open { buffer.append(UInt8(ascii: "+")) }
        buffer.append(UInt8(ascii: " "))
        if isText {
            buffer.append(contentsOf: text)
        } else {
            buffer.append(contentsOf: Data(text).base64EncodedData())
        }
        buffer.append(UInt8(ascii: "\n"))
    }

    /// Reads a record from a line without its line feed, or answers `nil` when the line is none.
    public init?(parsing line: ArraySlice<UInt8>) {
        guard let head = LogRecordHead(parsing: line) else { return nil }
        self.init(head)
    }

    init?(_ head: LogRecordHead) {
        guard let stream = LogStream(letter: head.kind | 0x20) else { return nil }
        number = head.number
        at = head.at
        self.stream = stream
        ending = head.ending
        if head.kind & 0x20 != 0 {
            text = head.content
        } else {
            guard let bytes = Data(base64Encoded: Data(head.content)) else { return nil }
            text = Array(bytes)[...]
        }
    }

    /// Whether the bytes are UTF-8 without a NUL or a line feed, and so survive as a line of a store that keeps text only.
    private static func isPlainText(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var all: UInt8 = 0
        var hasBreak = false
        for byte in bytes {
            all |= byte
            hasBreak = hasBreak || byte == 0 || byte == UInt8(ascii: "\n")
        }
        if all < 0x80 { return !hasBreak }
        return !hasBreak && String(validating: bytes, as: UTF8.self) != nil
    }

    static func appendDecimal(_ value: Int, to buffer: inout [UInt8]) {
        precondition(value >= 0, "record numbers and times are never negative")
        let start = buffer.count
        var rest = value
        repeat {
            buffer.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        buffer[start...].reverse()
    }
}

extension LogStream {
    /// The letter that stands for the stream in a record.
    var letter: UInt8 {
        switch self {
        case .output: UInt8(ascii: "o")
        case .errors: UInt8(ascii: "e")
        case .notes: UInt8(ascii: "n")
        }
    }

    init?(letter: UInt8) {
        switch letter {
        case UInt8(ascii: "o"): self = .output
        case UInt8(ascii: "e"): self = .errors
        case UInt8(ascii: "n"): self = .notes
        default: return nil
        }
    }
}
