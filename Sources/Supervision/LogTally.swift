import RunProtocol

/// Counts what the trailer states: the job's lines and bytes, over both streams.
struct LogTally: Sendable {
    private(set) var bytes = 0
    private var endedLines = 0
    private var openOutput = false
    private var openErrors = false

    /// The lines so far; a line that was begun counts.
    var lines: Int { endedLines + (openOutput ? 1 : 0) + (openErrors ? 1 : 0) }

    mutating func count(_ length: Int, _ ending: LogRecord.Ending, on stream: LogStream) {
        guard stream != .notes else { return }
        bytes += length + (ending == .newline ? 1 : 0)
        if ending == .newline { endedLines += 1 }
        if stream == .output { openOutput = ending == .open } else { openErrors = ending == .open }
    }
}
