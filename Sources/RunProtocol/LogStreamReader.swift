/// Reads the streams that answer `logs`, over as many calls as a log takes, and proves the log itself.
///
/// The invoker's word on a log's completeness is not taken: every record is put back into its bytes and goes through a
/// `LogVerifier`, and so does the trailer. A plain value; one reader serves a run from its first call to its last.
public struct LogStreamReader: Sendable {
    private var verifier: LogVerifier
    private var rest: [UInt8] = []
    private var hint: String?
    /// How the current call's stream ended, or `nil`.
    ///
    /// A stream for which it stays so was cut.
    public private(set) var ending: Ending?

    /// How a call's stream ended.
    public enum Ending: Hashable, Sendable {
        /// With the run's end.
        case ended
        /// The log goes on in another call.
        case paused
        /// With an error.
        case failed(RunnerError)
    }

    /// Starts behind a cursor.
    public init(from cursor: LogCursor) {
        verifier = LogVerifier(after: cursor)
        hint = cursor.hint
    }

    /// Where the next call begins: behind the last record that was read.
    public var cursor: LogCursor { LogCursor(after: verifier.lastNumber, hint: hint) }

    /// Whether nothing of the current call's stream was read yet.
    public private(set) var isAtFirstByte = true

    /// A new call begins; what the last one left of a line is dropped, since the next begins with whole records.
    public mutating func beginCall() {
        rest = []
        ending = nil
        isAtFirstByte = true
    }

    /// Takes the next bytes of the stream, split anywhere.
    ///
    /// - Returns: the events in them, in order; records that were read before are left out.
    /// - Throws: `ProtocolViolation` (70) when a line is none of the protocol's.
    public mutating func read(_ bytes: some Sequence<UInt8>) throws(RunnerError) -> [LogEvent] {
        var events: [LogEvent] = []
        var records: [LogRecord] = []
        rest += bytes
        if !rest.isEmpty { isAtFirstByte = false }
        var unread = rest[...]
        while let newline = unread.firstIndex(of: UInt8(ascii: "\n")) {
            let line = unread[..<newline]
            unread = unread[(newline + 1)...]
            guard !line.isEmpty else { continue }
            try take(try Self.message(line), &records, &events)
        }
        flush(&records, to: &events)
        rest = Array(unread)
        return events
    }

    private mutating func take(
        _ message: LogStreamMessage,
        _ records: inout [LogRecord],
        _ events: inout [LogEvent]
    ) throws(RunnerError) {
        guard ending == nil else { throw Self.violation("a line came behind the stream's last") }
        switch message {
        case .event(.records(let sent, let cursor)):
            for record in sent where isNew(record) { records.append(record) }
            hint = cursor.hint ?? hint
        case .event(.end(let end)):
            flush(&records, to: &events)
            events.append(.end(proved(end)))
            ending = .ended
        case .event(let event):
            flush(&records, to: &events)
            if case .foreign(let line) = event { _ = verifier.read(line) }
            events.append(event)
        case .alive: break
        case .pause(let cursor):
            hint = cursor.hint ?? hint
            ending = .paused
        case .failure(let error): ending = .failed(error)
        }
    }

    private mutating func isNew(_ record: LogRecord) -> Bool {
        var line: [UInt8] = []
        record.append(to: &line)
        guard case .record = verifier.read(line.dropLast()) else { return false }
        return true
    }

    private func flush(_ records: inout [LogRecord], to events: inout [LogEvent]) {
        guard !records.isEmpty else { return }
        events.append(.records(records, cursor))
        records = []
    }

    /// The end with what this reader found out about the log.
    private mutating func proved(_ end: RunEnd) -> RunEnd {
        if let line = end.trailerLine { _ = verifier.read(line[...]) }
        var proved = RunEnd(outcome: end.outcome, completeness: verifier.completeness, trailer: verifier.trailer)
        proved.trailerLine = verifier.trailerLine
        proved.advice = end.advice
        return proved
    }

    private static func message(_ line: ArraySlice<UInt8>) throws(RunnerError) -> LogStreamMessage {
        do {
            return try LogStreamMessage(parsing: line)
        } catch {
            throw violation(String(decoding: line.prefix(200), as: UTF8.self).debugDescription)
        }
    }

    private static func violation(_ cause: String) -> RunnerError {
        RunnerError(
            .outcomeUnknown,
            "ProtocolViolation",
            "the invoker's log stream holds a line that this version does not understand",
            hint: "the CLI and the invoker should be of one version; infrastructure-deployer --version shows the CLI's"
        ).caused(by: cause)
    }
}
