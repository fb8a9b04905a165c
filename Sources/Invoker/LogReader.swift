public import RunProtocol

/// Turns the bytes of a log into events, and keeps the proof of its completeness.
///
/// Whoever reads a run's log from an engine needs one: the invoker, and the CLI where it reads past the invoker.
public struct LogReader: Sendable {
    private var verifier: LogVerifier

    /// Starts behind a cursor.
    public init(from cursor: LogCursor) {
        verifier = LogVerifier(after: cursor)
    }

    /// The number of the last record that was read.
    public var lastRecord: Int { verifier.lastNumber }

    /// The events in what an engine delivers.
    public mutating func events(in chunk: TaskLogChunk) -> [LogEvent] {
        switch chunk {
        case .status(let status): [.status(status)]
        case .lines(let bytes, let hint): read(bytes, hint: hint)
        }
    }

    /// The events in a chunk of whole lines; neighbouring records come as one event.
    mutating func read(_ bytes: [UInt8], hint: String?) -> [LogEvent] {
        var events: [LogEvent] = []
        var records: [LogRecord] = []
        var rest = bytes[...]
        while let newline = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let line = rest[..<newline]
            rest = rest[(newline + 1)...]
            switch verifier.read(line) {
            case .record(let record):
                records.append(record)
            case .foreign(let line):
                events += event(of: &records)
                events.append(.foreign(line))
            case .trailer, .repeated:
                break
            }
        }
        if let last = records.last {
            // The hint leads behind the chunk: with the trailer in it, that is past the place of this cursor.
            let cursor = LogCursor(after: last.number, hint: verifier.trailer == nil ? hint : nil)
            events.append(.records(records, cursor))
        }
        return events
    }

    private func event(of records: inout [LogRecord]) -> [LogEvent] {
        guard let last = records.last else { return [] }
        defer { records = [] }
        return [.records(records, LogCursor(after: last.number))]
    }

    /// The end of a run whose log was read out.
    ///
    /// The engine knows whether the task ran; how the script ended is the trailer's to say where it is there.
    public func end(of status: RunStatus) -> RunEnd {
        var outcome = status.outcome ?? .unknown(reason: "the engine gave no outcome")
        if case .unknown = outcome, let trailer = verifier.trailer { outcome = trailer.end }
        var end = RunEnd(outcome: outcome, completeness: verifier.completeness, trailer: verifier.trailer)
        end.trailerLine = verifier.trailerLine
        switch outcome {
        case .notStarted, .unknown: end.advice = status.detail
        case .exited, .killed, .stopped: break
        }
        return end
    }
}
