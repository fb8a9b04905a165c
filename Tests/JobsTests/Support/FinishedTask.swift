import RunProtocol
import Supervision
import Testing

/// A task that has ended: what its log proves, and what it held.
struct FinishedTask {
    let exitCode: Int32
    let completeness: LogCompleteness
    let trailer: LogTrailer?
    let output: [UInt8]
    let errors: [UInt8]
    let notes: String

    /// Reads a whole log.
    init(log: some Sequence<UInt8>, exitCode: Int32) {
        var verifier = LogVerifier()
        var output: [UInt8] = []
        var errors: [UInt8] = []
        var notes: [UInt8] = []
        var lines = Array(log).split(separator: 0x0A, omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        for line in lines {
            guard case .record(let record) = verifier.read(line) else { continue }
            let text = record.text + (record.ending == .newline ? [0x0A] : [])
            switch record.stream {
            case .output: output += text
            case .errors: errors += text
            case .notes: notes += text
            }
        }
        self.exitCode = exitCode
        completeness = verifier.completeness
        trailer = verifier.trailer
        self.output = output
        self.errors = errors
        self.notes = String(decoding: notes, as: UTF8.self)
    }

    var outputText: String { String(decoding: output, as: UTF8.self) }
    var errorText: String { String(decoding: errors, as: UTF8.self) }
}
