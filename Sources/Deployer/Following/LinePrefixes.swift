import RunProtocol

/// Puts the documented source and UTC timestamp before each line: `[SOURCE] TIMESTAMP line`.
///
/// A line that comes in several records is put together first, so that it has one prefix, with the time of its first
/// record, and another stream's line does not land in its middle.
struct LinePrefixes: Sendable {
    private let source: String
    private var output = PendingLine()
    private var errors = PendingLine()
    private var latest: (at: Timestamp, prefix: [UInt8])?

    private struct PendingLine {
        var bytes: [UInt8] = []
        /// The beginning has been shown already, because the line was too long to wait for its end.
        var isShownInPart = false
    }

    /// Prefixes for the lines of a source.
    init(source: String) {
        self.source = source
    }

    /// Takes the next record of a stream, and hands on what can be shown.
    mutating func take(_ record: LogRecord, _ stream: Console.Stream, show: ([UInt8]) -> Void) {
        var line = stream == .output ? output : errors
        if line.bytes.isEmpty, !line.isShownInPart { line.bytes = prefix(record.at) }
        line.bytes += record.text
        if record.ending == .newline {
            show(line.bytes + [UInt8(ascii: "\n")])
            line = PendingLine()
        } else if line.bytes.count > Self.longestPending {
            show(line.bytes)
            line = PendingLine(isShownInPart: true)
        }
        if stream == .output { output = line } else { errors = line }
    }

    /// Hands on the last lines, which had no newline.
    mutating func finish(show: ([UInt8], Console.Stream) -> Void) {
        if !output.bytes.isEmpty { show(output.bytes, .output) }
        if !errors.bytes.isEmpty { show(errors.bytes, .errors) }
        output = PendingLine()
        errors = PendingLine()
    }

    private mutating func prefix(_ at: Timestamp) -> [UInt8] {
        if let latest, latest.at == at { return latest.prefix }
        let prefix = Array("[\(source)] \(at) ".utf8)
        latest = (at, prefix)
        return prefix
    }

    /// A job that prints 100 MB without a newline is not kept in memory for the sake of a prefix.
    private static let longestPending = 1 << 20
}
