/// Where the two streams stand, and what must be written so that nothing lands in the middle of something else.
///
/// A plain value: the console asks it under a lock and writes what it answers.
struct ConsoleState: Hashable, Sendable {
    /// Whether a line that was begun on one stream is in the way of the other.
    let arrangement: Arrangement
    /// Nothing waits for a reader any more.
    var isAbandoned = false
    private var outputIsMidLine = false
    private var errorsAreMidLine = false
    private var liveLine: String?

    /// Where the two streams lead.
    enum Arrangement: Hashable, Sendable {
        /// To different places.
        case apart
        /// To one place: a terminal, a CI tool's log, the pipe of `2>&1`.
        case together
    }

    init(_ arrangement: Arrangement) {
        self.arrangement = arrangement
    }

    /// Somebody typed a key whose echo now stands on the terminal, as `^C` does.
    mutating func keyEchoed() {
        errorsAreMidLine = true
    }

    /// What must go to standard error before bytes that end like this go to a stream.
    mutating func bytes(endingWith last: UInt8?, on stream: Console.Stream) -> String {
        if let last {
            let isMidLine = last != UInt8(ascii: "\n")
            switch stream {
            case .output: outputIsMidLine = isMidLine
            case .errors: errorsAreMidLine = isMidLine
            }
        }
        return erasure()
    }

    /// What to write so that a text stands on lines of its own on standard error.
    mutating func prose(_ text: String) -> String {
        let isMidLine = errorsAreMidLine || (outputIsMidLine && arrangement == .together)
        errorsAreMidLine = false
        if arrangement == .together { outputIsMidLine = false }
        return erasure() + (isMidLine ? "\n" : "") + text + "\n"
    }

    /// What to write so that the live lines are these; `nil` when it is, or when an unfinished line is in the way.
    mutating func live(_ line: String) -> String? {
        guard liveLine != line, !errorsAreMidLine, !(outputIsMidLine && arrangement == .together) else { return nil }
        let erasure = erasure()
        liveLine = line
        return erasure + line
    }

    /// What erases the live line, which is then forgotten.
    mutating func erasure() -> String {
        guard let lines = liveLine?.split(separator: "\n", omittingEmptySubsequences: false) else { return "" }
        liveLine = nil
        return "\r\u{1B}[K" + String(repeating: "\u{1B}[1A\u{1B}[2K", count: lines.count - 1)
    }
}
