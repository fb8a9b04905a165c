import RunProtocol

/// Turns records back into what the job wrote: byte for byte, each stream in its order, no newline added.
///
/// Neighbouring records of one stream become one segment, so that a batch costs few writes.
struct LogRendering: Sendable {
    private var prefixes: LinePrefixes?

    /// Shows the job's bytes as they are, or each line behind its source and time.
    init(prefixes: LinePrefixes? = nil) {
        self.prefixes = prefixes
    }

    /// What the next records show.
    mutating func render(_ records: [LogRecord]) -> [LogSegment] {
        var segments = SegmentBuilder()
        for record in records {
            switch record.stream {
            case .output: append(record, .output, to: &segments)
            case .errors: append(record, .errors, to: &segments)
            case .notes: segments.append(note: String(decoding: record.text, as: UTF8.self))
            }
        }
        return segments.finish()
    }

    /// What remains to be shown when the log has ended.
    mutating func finish() -> [LogSegment] {
        var segments = SegmentBuilder()
        prefixes?.finish { bytes, stream in segments.append(bytes[...], .open, to: stream) }
        return segments.finish()
    }

    private mutating func append(_ record: LogRecord, _ stream: Console.Stream, to segments: inout SegmentBuilder) {
        if prefixes != nil {
            prefixes?.take(record, stream) { segments.append($0[...], .open, to: stream) }
        } else {
            segments.append(record.text, record.ending, to: stream)
        }
    }
}

/// Joins neighbouring pieces of one stream.
private struct SegmentBuilder {
    private var segments: [LogSegment] = []
    private var stream = Console.Stream.output
    private var bytes: [UInt8] = []

    mutating func append(_ piece: ArraySlice<UInt8>, _ ending: LogRecord.Ending, to stream: Console.Stream) {
        if stream != self.stream { close() }
        self.stream = stream
        bytes.append(contentsOf: piece)
        if ending == .newline { bytes.append(UInt8(ascii: "\n")) }
    }

    mutating func append(note: String) {
        close()
        segments.append(.note(note))
    }

    mutating func finish() -> [LogSegment] {
        close()
        return segments
    }

    private mutating func close() {
        if !bytes.isEmpty { segments.append(.bytes(bytes, stream)) }
        bytes = []
    }
}
