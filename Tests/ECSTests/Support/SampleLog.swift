import RunProtocol

/// A task's log as the entrypoint writes it: numbered records and the trailer.
struct SampleLog: Sendable {
    /// The encoded lines without their line feeds, the trailer last; line `n - 1` is record `n`.
    let lines: [String]
    /// When each was written, in milliseconds since the task started.
    let times: [Int64]

    static let start: Int64 = 1_795_473_663_000

    /// A log of as many records as there are times but one, and the trailer at the last.
    init(times: [Int64], end: RunOutcome = .exited(0), text: (Int) -> String = { "line \($0)" }) {
        var bytes: [UInt8] = []
        for (index, time) in times.dropLast().enumerated() {
            let at = Timestamp(milliseconds: Self.start + time)
            LogRecord(index + 1, at: at, .output, Array(text(index + 1).utf8)[...]).append(to: &bytes)
        }
        var digest = LogDigest()
        bytes.withUnsafeBytes { digest.update($0) }
        let trailer = LogTrailer(lines: times.count - 1, bytes: 0, sha256: digest.hexadecimal, end: end)
        trailer.append(as: times.count, at: Timestamp(milliseconds: Self.start + (times.last ?? 0)), to: &bytes)
        lines = bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
        self.times = times
    }

    /// A log of `count` records, all at the same time.
    init(_ count: Int, end: RunOutcome = .exited(0)) {
        self.init(times: [Int64](repeating: 0, count: count + 1), end: end)
    }
}

extension LogVerifier {
    /// Reads whole lines.
    ///
    /// - Returns: the numbers of the records, and what else there was.
    mutating func readLines(_ bytes: [UInt8]) -> (numbers: [Int], others: [LogVerifier.Line]) {
        var numbers: [Int] = []
        var others: [LogVerifier.Line] = []
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
            switch read(line) {
            case .record(let record): numbers.append(record.number)
            case let other: others.append(other)
            }
        }
        return (numbers, others)
    }
}
