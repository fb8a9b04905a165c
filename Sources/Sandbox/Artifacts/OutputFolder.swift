import RunProtocol
import Supervision
import SystemPackage

/// A run's output as files: `stdout`, `stderr`, and `interleaved`, both in the order in which they came.
///
/// They are written from the log when the run has ended, by the task's host: no job can reach the folder, and what is
/// redacted in the log is redacted here.
struct OutputFolder {
    private let files: [LogStream: FileDescriptor]
    private let interleaved: FileDescriptor

    /// Writes the files of a log into a folder, which is made.
    ///
    /// - Throws: `Errno`; then what was written is removed.
    static func store(_ log: FilePath, in folder: FilePath) throws {
        try Folder.make(folder)
        do {
            let output = try file("stdout", in: folder)
            defer { try? output.close() }
            let errors = try file("stderr", in: folder)
            defer { try? errors.close() }
            let interleaved = try file("interleaved", in: folder)
            defer { try? interleaved.close() }
            let files = [LogStream.output: output, .errors: errors]
            try OutputFolder(files: files, interleaved: interleaved).write(log)
        } catch {
            Folder.remove(folder)
            throw error
        }
    }

    private func write(_ path: FilePath) throws {
        var log = try LogFile(path, at: .start)
        var verifier = LogVerifier()
        while case let lines = try log.read(), !lines.isEmpty {
            var pieces: [LogStream: [UInt8]] = [:]
            var all: [UInt8] = []
            for line in lines.split(separator: 0x0A) {
                guard case .record(let record) = verifier.read(line), record.stream != .notes else { continue }
                let text = record.text + (record.ending == .newline ? [0x0A] : [])
                pieces[record.stream, default: []] += text
                all += text
            }
            for (stream, bytes) in pieces { _ = try files[stream]?.writeAll(bytes) }
            _ = try interleaved.writeAll(all)
        }
    }

    private static func file(_ name: String, in folder: FilePath) throws -> FileDescriptor {
        try FileDescriptor.open(
            folder.appending(name),
            .writeOnly,
            options: [.create, .truncate, .closeOnExec],
            permissions: .ownerReadWrite
        )
    }
}
