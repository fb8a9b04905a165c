import Glibc
import RunProtocol
import Supervision
import SystemPackage

/// The named pipe through which any process may ask the host of a run to stop it.
enum ControlPipe {
    /// Makes the pipe and holds it open, so that a message sent before the host reads waits for it.
    ///
    /// - Throws: `Errno`.
    static func make(_ path: FilePath) throws -> FileDescriptor {
        guard mkfifo(path.string, 0o600) == 0 else { throw Errno(rawValue: errno) }
        return try open(path)
    }

    /// Opens the pipe for reading and writing: such a reader never sees an end.
    ///
    /// - Throws: `Errno`.
    static func open(_ path: FilePath) throws -> FileDescriptor {
        try FileDescriptor.open(path, .readWrite, options: .closeOnExec)
    }

    /// Sends a request; `false` when nobody is there to read it.
    static func send(_ request: StopRequest, to path: FilePath) -> Bool {
        guard let pipe = try? FileDescriptor.open(path, .writeOnly, options: [.nonBlocking, .closeOnExec]) else {
            return false
        }
        defer { try? pipe.close() }
        return (try? pipe.writeAll(request.controlLine.utf8)) != nil
    }
}
