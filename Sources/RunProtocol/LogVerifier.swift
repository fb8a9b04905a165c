/// Reads a log's lines in the order of their numbers and proves, at the end, whether the log is complete (DESIGN D8).
///
/// A plain value with no effects: the readers of both engines, the invoker and the CLI feed it. Lines that are no
/// records (a container without our entrypoint writes such) are handed back as they are, and counted.
public struct LogVerifier: Sendable {
    /// The trailer, once it was read.
    public private(set) var trailer: LogTrailer?
    /// The trailer's record as it was read, without its line feed.
    public private(set) var trailerLine: [UInt8]?
    /// The number of the last record that was read.
    public private(set) var lastNumber: Int
    private let firstNumber: Int
    private var digest = LogDigest()
    private var missing: [ClosedRange<Int>] = []
    private var foreignLines = 0

    /// Starts behind a cursor; only a reader that starts at the beginning can check the digest.
    public init(after cursor: LogCursor = .start) {
        firstNumber = cursor.record + 1
        lastNumber = cursor.record
    }

    /// What one line of the log turned out to be.
    public enum Line: Hashable, Sendable {
        /// A record, in order.
        case record(LogRecord)
        /// The trailer: nothing follows it.
        case trailer(LogTrailer)
        /// A record, or a trailer, that was read before; there is nothing to do.
        case repeated
        /// A line that no entrypoint of ours wrote.
        case foreign(ArraySlice<UInt8>)
    }

    /// Takes the next line, without its line feed.
    public mutating func read(_ line: ArraySlice<UInt8>) -> Line {
        guard let head = LogRecordHead(parsing: line) else { return foreign(line) }
        if let trailer = LogTrailer(head) { return read(trailer, head.number, line) }
        guard let record = LogRecord(head) else { return foreign(line) }
        guard head.number > lastNumber else { return .repeated }
        guard trailer == nil else { return foreign(line) }
        note(head.number)
        line.withUnsafeBytes { digest.update($0) }
        // What the store cut off carried nothing: with it the record is as it was written.
        if head.isCut { Self.space.withUnsafeBytes { digest.update($0) } }
        Self.lineFeed.withUnsafeBytes { digest.update($0) }
        return .record(record)
    }

    private mutating func read(_ trailer: LogTrailer, _ number: Int, _ line: ArraySlice<UInt8>) -> Line {
        guard self.trailer == nil else { return self.trailer == trailer ? .repeated : foreign(line) }
        // A reader whose cursor stands at the trailer itself comes back to see the end again.
        guard number > lastNumber || number == firstNumber - 1 else { return .repeated }
        if number > lastNumber { note(number) }
        self.trailer = trailer
        trailerLine = Array(line)
        return .trailer(trailer)
    }

    private mutating func foreign(_ line: ArraySlice<UInt8>) -> Line {
        foreignLines += 1
        return .foreign(line)
    }

    private mutating func note(_ number: Int) {
        if number > lastNumber + 1 { missing.append((lastNumber + 1)...(number - 1)) }
        lastNumber = number
    }

    /// What can be said of the log when nothing more is to come.
    public var completeness: LogCompleteness {
        var faults: [LogCompleteness.Fault] = missing.map { .missing($0) }
        if foreignLines > 0 { faults.append(.foreign(lines: foreignLines)) }
        guard let trailer else { return .incomplete(faults + [.noTrailer(after: lastNumber)]) }
        if faults.isEmpty, firstNumber == 1, digest.hexadecimal != trailer.sha256 { faults.append(.altered) }
        guard faults.isEmpty else { return .incomplete(faults) }
        return firstNumber == 1 ? .complete : .completeFrom(record: firstNumber)
    }

    private static let space: [UInt8] = [0x20]
    private static let lineFeed: [UInt8] = [0x0A]
}
