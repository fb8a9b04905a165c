import Glibc
import SystemPackage

/// Sockets that lie in the file system, as far as one message and its acknowledgement need them.
enum LocalSocket {
    /// What the reader of a message answers.
    static let acknowledgement: UInt8 = 0x06

    /// A socket that others can connect to.
    ///
    /// - Throws: `Errno`; `.fileNameTooLong` for a path of more than 107 bytes.
    static func listen(at path: FilePath) throws(Errno) -> FileDescriptor {
        try open { socket throws(Errno) in
            guard try withAddress(path, { bind(socket, $0, $1) }) == 0 else { return false }
            return chmod(path.string, 0o600) == 0 && Glibc.listen(socket, 16) == 0
        }
    }

    /// A connection to such a socket.
    ///
    /// - Throws: `Errno`.
    static func connect(to path: FilePath) throws(Errno) -> FileDescriptor {
        try open { socket throws(Errno) in try withAddress(path) { Glibc.connect(socket, $0, $1) } == 0 }
    }

    /// The next connection; `nil` when the socket was shut down.
    static func accept(_ socket: FileDescriptor) -> FileDescriptor? {
        while true {
            let connection = Glibc.accept(socket.rawValue, nil, nil)
            if connection >= 0 {
                // The one child of this process runs already when the first connection comes.
                _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
                return FileDescriptor(rawValue: connection)
            }
            guard errno == EINTR || errno == ECONNABORTED else { return nil }
        }
    }

    /// Limits how long a read or a write waits.
    static func limitWaiting(of connection: FileDescriptor, seconds: Int) {
        var time = timeval(tv_sec: seconds, tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            setsockopt(connection.rawValue, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size))
        }
    }

    /// All that the other side writes; `nil` when that is more than the limit, or nothing comes.
    static func readAll(_ connection: FileDescriptor, limit: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while let count = try? buffer.withUnsafeMutableBytes({ try connection.read(into: $0) }) {
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= limit else { return nil }
        }
        return nil
    }

    /// Says that nothing more will be written.
    ///
    /// - Throws: `Errno`.
    static func endWriting(to connection: FileDescriptor) throws(Errno) {
        guard shutdown(connection.rawValue, Int32(SHUT_WR)) == 0 else { throw Errno(rawValue: errno) }
    }

    private static func open(_ body: (Int32) throws(Errno) -> Bool) throws(Errno) -> FileDescriptor {
        let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw Errno(rawValue: errno) }
        do throws(Errno) {
            guard try body(socket) else { throw Errno(rawValue: errno) }
        } catch {
            close(socket)
            throw error
        }
        return FileDescriptor(rawValue: socket)
    }

    private static func withAddress(
        _ path: FilePath,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) throws(Errno) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.string.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { throw .fileNameTooLong }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
