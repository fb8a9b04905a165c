import RunProtocol

/// Writes a log as the entrypoint writes it.
struct LogText {
    private var bytes: [UInt8] = []
    private var number = 0
    private var digest = LogDigest()
    private var lines = 0
    private var count = 0

    /// When every record is written.
    static let at = Timestamp(milliseconds: 1_795_473_663_123)

    /// A log with these records, and no trailer.
    static func records(_ parts: (LogStream, String)...) -> LogText {
        var log = LogText()
        for (stream, text) in parts { log.append(Array(text.utf8), stream) }
        return log
    }

    /// Adds one record; a text that does not end with a newline is an open one.
    mutating func append(_ text: [UInt8], _ stream: LogStream) {
        number += 1
        let hasNewline = text.last == 0x0A
        var record = LogRecord(number, at: Self.at, stream, (hasNewline ? text.dropLast() : text)[...])
        record.ending = hasNewline ? .newline : .open
        var line: [UInt8] = []
        record.append(to: &line)
        line.withUnsafeBytes { digest.update($0) }
        bytes += line
        if stream != .notes { (lines, count) = (lines + 1, count + text.count) }
    }

    /// The log as it stands.
    var text: [UInt8] { bytes }

    /// The trailer that makes it complete.
    func trailer(_ end: RunOutcome, facts: [String: String] = [:]) -> [UInt8] {
        var trailer = LogTrailer(lines: lines, bytes: count, sha256: digest.hexadecimal, end: end)
        trailer.facts = facts
        var line: [UInt8] = []
        trailer.append(as: number + 1, at: Self.at, to: &line)
        return line
    }
}
