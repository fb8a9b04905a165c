import Invoker
import RunProtocol

/// What a reader of a run collected.
struct FollowedRun: Sendable {
    var output: [UInt8] = []
    var errors: [UInt8] = []
    var notes: [String] = []
    var numbers: [Int] = []
    var phases: [RunPhase] = []
    var verifier: LogVerifier
    var status: RunStatus?

    init(from cursor: LogCursor = .start) {
        verifier = LogVerifier(after: cursor)
    }

    /// Takes what an engine delivers.
    mutating func take(_ chunk: TaskLogChunk) {
        switch chunk {
        case .status(let status): phases.append(status.phase)
        case .lines(let bytes, _):
            var rest = bytes[...]
            while let newline = rest.firstIndex(of: 0x0A) {
                takeLine(rest[..<newline])
                rest = rest[(newline + 1)...]
            }
        }
    }

    private mutating func takeLine(_ line: ArraySlice<UInt8>) {
        guard case .record(let record) = verifier.read(line) else { return }
        numbers.append(record.number)
        let text = record.text + (record.ending == .newline ? [0x0A] : [])
        switch record.stream {
        case .output: output += text
        case .errors: errors += text
        case .notes: notes.append(String(decoding: record.text, as: UTF8.self))
        }
    }

    /// The standard output as text.
    var text: String { String(decoding: output, as: UTF8.self) }
}
