import RunProtocol
import Supervision
import SystemPackage

/// A log as its reader has it.
struct LogTranscript {
    let bytes: [UInt8]

    /// The lines of the log, as text.
    var lines: [String] {
        bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast().map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    /// The records, as `o text`: kind, `+` where a newline did not follow, text.
    var records: [String] { read.records.map { Self.text(of: $0) } }

    var trailer: LogTrailer? { read.trailer }

    var completeness: LogCompleteness { read.completeness }

    private var read: (records: [LogRecord], trailer: LogTrailer?, completeness: LogCompleteness) {
        var verifier = LogVerifier()
        var records: [LogRecord] = []
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() {
            if case .record(let record) = verifier.read(line) { records.append(record) }
        }
        return (records, verifier.trailer, verifier.completeness)
    }

    /// The job's bytes on one stream, as they were before they became records.
    func content(of stream: LogStream) -> [UInt8] {
        read.records.filter { $0.stream == stream }.flatMap { Array($0.text) + ($0.ending == .newline ? [0x0A] : []) }
    }

    static func text(of record: LogRecord) -> String {
        let kind =
            switch record.stream {
            case .output: "o"
            case .errors: "e"
            case .notes: "n"
            }
        return "\(kind)\(record.ending == .open ? "+" : "") \(String(decoding: record.text, as: UTF8.self))"
    }

    /// Runs the body with a log that goes to a file; the body gets a function that reads the file.
    static func inFile(
        _ body: (TaskLog, FilePath, () throws -> LogTranscript) async throws -> Void
    ) async throws {
        try await Folder.withTemporary(in: "/tmp", prefix: "task-log") { folder in
            let path = folder.appending("log")
            let file = try FileDescriptor.open(
                path,
                .writeOnly,
                options: [.create, .exclusiveCreate, .append, .closeOnExec],
                permissions: .ownerReadWrite
            )
            let log = TaskLog(writingTo: file) { Timestamp(milliseconds: 1_795_473_663_123) }
            try await body(log, path) { LogTranscript(bytes: try allBytes(of: path)) }
            try file.close()
        }
    }

    static func allBytes(of path: FilePath) throws -> [UInt8] {
        let file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
        return try file.closeAfter {
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 64 * 1024)
            while true {
                let count = try buffer.withUnsafeMutableBytes { try file.read(into: $0) }
                guard count > 0 else { return bytes }
                bytes += buffer[..<count]
            }
        }
    }
}

extension TaskLog {
    func write(_ text: String, to stream: LogStream) {
        write(Array(text.utf8), to: stream)
    }

    func write(_ bytes: [UInt8], to stream: LogStream) {
        bytes.withUnsafeBytes { write($0, to: stream) }
    }
}
