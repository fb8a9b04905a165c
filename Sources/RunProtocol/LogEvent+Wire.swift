import FoundationEssentials

extension LogEvent {
    /// The event as it crosses the wire: one JSON object a line, each with its line feed (DESIGN section 5).
    ///
    ///     {"cursor":"12","line":{"at":"…","stream":"out","text":"…"}}
    ///     {"foreign":{"text":"…"}}
    ///     {"status":{"phase":"running",…}}
    ///     {"end":{"complete":true,"exit":0,"lines":812,…}}
    ///
    /// A text that is not UTF-8 stands in base 64 under `base64`; `"open":true` marks a record with no newline. The end
    /// carries the trailer's own record under `trailer`, so that whoever reads the stream can prove the log itself.
    public var wireLines: [UInt8] {
        var bytes: [UInt8] = []
        switch self {
        case .status(let status):
            Self.append(["status": status], to: &bytes)
        case .records(let records, let cursor):
            for record in records {
                let isLast = record.number == records.last?.number
                let position = isLast ? cursor : LogCursor(after: record.number)
                Self.append(WireLine(line: WireLine.Line(record), cursor: position.description), to: &bytes)
            }
        case .foreign(let line):
            Self.append(["foreign": WireText(line)], to: &bytes)
        case .end(let end):
            Self.append(["end": WireEnd(end)], to: &bytes)
        }
        return bytes
    }

    private static func append(_ value: some Encodable, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: JSON.encode(value))
        bytes.append(UInt8(ascii: "\n"))
    }
}

struct WireLine: Codable {
    let line: Line
    let cursor: String

    struct Line: Codable {
        let at: Timestamp
        let stream: LogStream
        let text: String?
        let base64: String?
        let open: Bool?

        init(_ record: LogRecord) {
            at = record.at
            stream = record.stream
            let content = WireText(record.text)
            text = content.text
            base64 = content.base64
            open = record.ending == .open ? true : nil
        }
    }
}

struct WireText: Codable {
    let text: String?
    let base64: String?

    /// The bytes again, or `nil` when what came is neither text nor base 64.
    var bytes: [UInt8]? {
        if let text { return Array(text.utf8) }
        return base64.flatMap { Data(base64Encoded: $0) }.map { Array($0) }
    }

    init(_ bytes: ArraySlice<UInt8>) {
        text = String(validating: bytes, as: UTF8.self)
        base64 = text == nil ? Data(bytes).base64EncodedString() : nil
    }
}

struct WireEnd: Codable {
    let exit: Int32
    let outcome: RunOutcome
    let complete: Bool
    let log: String
    let lines: Int?
    let bytes: Int?
    let sha256: String?
    let facts: [String: String]
    let trailer: String?
    let advice: String?

    init(_ end: RunEnd) {
        exit = end.exitCode
        outcome = end.outcome
        complete = end.completeness.isComplete
        log = end.completeness.description
        lines = end.trailer?.lines
        bytes = end.trailer?.bytes
        sha256 = end.trailer?.sha256
        facts = end.trailer?.facts ?? [:]
        // A trailer is a number, a check and JSON: always UTF-8.
        trailer = end.trailerLine.map { String(decoding: $0, as: UTF8.self) }
        advice = end.advice
    }
}
