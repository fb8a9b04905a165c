/// What a reader can say of a log: that it is complete, or what is wrong with it.
public enum LogCompleteness: Hashable, Sendable {
    /// Every record was read, and the trailer's digest is theirs.
    case complete
    /// Every record from this number on was read; the reader began there, so the digest could not be checked.
    case completeFrom(record: Int)
    /// It is not, for these reasons.
    case incomplete([Fault])

    /// One thing that is wrong with a log.
    public enum Fault: Hashable, Sendable {
        /// Records with these numbers never came.
        case missing(ClosedRange<Int>)
        /// The log ended without its trailer, behind this record.
        case noTrailer(after: Int)
        /// All records are there, but they are not the ones that were written.
        case altered
        /// Lines that no entrypoint of ours wrote.
        case foreign(lines: Int)
    }

    /// Whether nothing is known to be missing.
    public var isComplete: Bool {
        switch self {
        case .complete, .completeFrom: true
        case .incomplete: false
        }
    }
}

extension LogCompleteness: CustomStringConvertible {
    /// The finding in words: `complete`, `incomplete: records 12 to 14 are missing`.
    public var description: String {
        switch self {
        case .complete: "complete"
        case .completeFrom(let record): "complete from record \(record)"
        case .incomplete(let faults): "incomplete: " + Self.list(faults)
        }
    }

    /// The first few faults and the last: a log that lost every second record has half a million of them.
    private static func list(_ faults: [Fault]) -> String {
        var words = faults.map(\.description)
        if words.count > 5 {
            words.replaceSubrange(3..<(words.count - 1), with: ["\(words.count - 4) more of this kind"])
        }
        return words.joined(separator: "; ")
    }
}

extension LogCompleteness.Fault: CustomStringConvertible {
    /// The fault in words.
    public var description: String {
        switch self {
        case .missing(let range) where range.count == 1: "record \(range.lowerBound) is missing"
        case .missing(let range): "records \(range.lowerBound) to \(range.upperBound) are missing"
        case .noTrailer(after: 0): "there is no record of the job's output"
        case .noTrailer(let last): "it breaks off after record \(last)"
        case .altered: "its contents are not what the job wrote (SHA-256 differs)"
        case .foreign(1): "1 line was not written by the entrypoint"
        case .foreign(let lines): "\(lines) lines were not written by the entrypoint"
        }
    }
}
