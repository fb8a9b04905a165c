import RunProtocol

/// A small log with everything in it that a log can hold.
struct SampleLog {
    let records: [LogRecord]
    let trailer: LogTrailer
    /// The encoded records and the trailer, each without its line feed.
    let lines: [[UInt8]]

    var bytes: [UInt8] { Array(lines.joined(separator: [0x0A])) + [0x0A] }

    static let start = Timestamp(milliseconds: 1_795_473_663_123)

    init() {
        var records = [
            LogRecord(1, at: Self.start, .notes, Array("running plan".utf8)[...]),
            LogRecord(2, at: Self.start, .output, Array("Initializing the backend...".utf8)[...]),
            LogRecord(3, at: Self.start, .output, []),
            LogRecord(4, at: Self.start, .errors, [0xFF, 0x00, 0x0D]),
            LogRecord(5, at: Self.start, .output, Array("12 1795473663123 o not a record".utf8)[...]),
            LogRecord(6, at: Self.start, .errors, Array("no newline".utf8)[...]),
        ]
        records[5].ending = .open
        self.init(records, end: .exited(2))
    }

    init(_ records: [LogRecord], end: RunOutcome) {
        var digest = LogDigest()
        var lines: [[UInt8]] = []
        for record in records {
            var line: [UInt8] = []
            record.append(to: &line)
            line.withUnsafeBytes { digest.update($0) }
            lines.append(line.dropLast())
        }
        let job = records.filter { $0.stream != .notes }
        let newlines = job.count { $0.ending == .newline }
        var trailer = LogTrailer(
            lines: newlines + (job.last?.ending == .open ? 1 : 0),
            bytes: job.reduce(newlines) { $0 + $1.text.count },
            sha256: digest.hexadecimal,
            end: end
        )
        trailer.facts = ["resolved_ref": "0123abcd"]
        var line: [UInt8] = []
        trailer.append(as: records.count + 1, at: Self.start, to: &line)
        self.records = records
        self.trailer = trailer
        self.lines = lines + [line.dropLast()]
    }
}

/// What a reader got out of a log.
struct Reading: Equatable {
    var records: [LogRecord] = []
    var trailer: LogTrailer?
    var foreign: [[UInt8]] = []
    var repeated = 0
    var completeness: LogCompleteness

    /// Reads the whole lines of a log; what has no line feed yet is no line.
    init(_ bytes: [UInt8], after cursor: LogCursor = .start) {
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
        self.init(lines: lines.map { $0 }, after: cursor)
    }

    init(lines: [ArraySlice<UInt8>], after cursor: LogCursor = .start) {
        var verifier = LogVerifier(after: cursor)
        for line in lines {
            switch verifier.read(line) {
            case .record(let record): records.append(record)
            case .trailer(let read): trailer = read
            case .repeated: repeated += 1
            case .foreign(let line): foreign.append(Array(line))
            }
        }
        completeness = verifier.completeness
    }

    /// Whether everything that a reader can see is what was written.
    func shows(_ log: SampleLog) -> Bool {
        records == log.records && trailer == log.trailer && foreign.isEmpty
    }
}
