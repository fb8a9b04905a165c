import FoundationEssentials

/// One line of the stream that answers `logs` (DESIGN section 5, D14).
///
/// Beside the events of the log there are three lines that are about the stream: every stream that is whole ends with
/// `end`, `pause` or `error`; one that ends otherwise was cut.
public enum LogStreamMessage: Hashable, Sendable {
    /// Something of the log: `{"line": …}`, `{"foreign": …}`, `{"status": …}`, `{"end": …}`.
    case event(LogEvent)
    /// Nothing happened for a while, and the stream lives: `{"alive": {}}`.
    case alive
    /// The stream ends here, and the log goes on behind this cursor: `{"pause": {"cursor": "812@104233"}}`.
    case pause(LogCursor)
    /// The stream ends here because of an error: `{"error": {"errorType": …}}`.
    case failure(RunnerError)
}

extension LogStreamMessage {
    /// The message as it crosses the wire, with its line feed; records take a line each.
    public var wireLines: [UInt8] {
        switch self {
        case .event(let event): event.wireLines
        case .alive: Array("{\"alive\":{}}\n".utf8)
        case .pause(let cursor): JSON.encode(["pause": ["cursor": cursor.description]]) + [UInt8(ascii: "\n")]
        case .failure(let error): JSON.encode(["error": WireError(error)]) + [UInt8(ascii: "\n")]
        }
    }

    /// Reads one line, without its line feed.
    ///
    /// - Throws: `DecodingError` when it is none of the lines that there are.
    public init(parsing line: some Sequence<UInt8>) throws {
        let wire = try JSON.decode(WireMessage.self, from: line)
        guard let message = try wire.message() else {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(codingPath: [], debugDescription: "a line of no known kind")
            )
        }
        self = message
    }
}

/// Every field that a line of the stream can have.
private struct WireMessage: Decodable {
    let line: WireLine.Line?
    let cursor: String?
    let foreign: WireText?
    let status: RunStatus?
    let end: WireEnd?
    let alive: Empty?
    let pause: Pause?
    let error: WireError?

    struct Empty: Decodable {}

    struct Pause: Decodable {
        let cursor: String
    }

    func message() throws -> LogStreamMessage? {
        if let line {
            guard let cursor = cursor.flatMap(LogCursor.init), let record = line.record(cursor.record) else {
                return nil
            }
            return .event(.records([record], cursor))
        }
        if let foreign { return foreign.bytes.map { .event(.foreign($0[...])) } }
        if let status { return .event(.status(status)) }
        if let end { return .event(.end(end.runEnd)) }
        if let pause { return LogCursor(pause.cursor).map { .pause($0) } }
        if let error { return .failure(error.runnerError) }
        return alive == nil ? nil : .alive
    }
}

extension WireLine.Line {
    fileprivate func record(_ number: Int) -> LogRecord? {
        guard number > 0 else { return nil }
        let bytes = text.map { Array($0.utf8) } ?? base64.flatMap { Data(base64Encoded: $0) }.map { Array($0) }
        guard let bytes else { return nil }
        var record = LogRecord(number, at: at, stream, bytes[...])
        if open == true { record.ending = .open }
        return record
    }
}

extension WireEnd {
    /// The end as whoever sent it saw it.
    ///
    /// What can be said of the log is the reader's to find out: until then it is
    /// taken to break off.
    fileprivate var runEnd: RunEnd {
        let line = trailer.map { Array($0.utf8) }
        var end = RunEnd(
            outcome: outcome,
            completeness: .incomplete([.noTrailer(after: 0)]),
            trailer: line.flatMap { LogTrailer(parsing: $0[...]) }
        )
        end.trailerLine = line
        end.advice = advice
        return end
    }
}
