import Glibc
import SystemPackage

/// One of the two streams that a command writes to.
struct ConsolePort: Sendable {
    /// What is at its other end.
    let kind: Kind
    /// Writes all bytes, and waits for as long as the reader takes.
    let write: @Sendable ([UInt8]) throws(Errno) -> Void

    /// What a stream leads to.
    enum Kind: Hashable, Sendable {
        /// A terminal of this many columns.
        case terminal(columns: Int)
        /// A file, a pipe, a CI tool.
        case plain
    }

    /// Whether a person looks at it.
    var isTerminal: Bool { kind != .plain }
}

extension ConsolePort {
    /// The port of an open descriptor.
    static func descriptor(_ descriptor: FileDescriptor) -> ConsolePort {
        ConsolePort(kind: kind(of: descriptor)) { bytes throws(Errno) in
            var rest = bytes[...]
            while !rest.isEmpty {
                do {
                    let count = try rest.withUnsafeBytes { try descriptor.write($0) }
                    rest = rest.dropFirst(count)
                } catch Errno.resourceTemporarilyUnavailable {
                    // Another program made the stream non-blocking, as Node.js does with a pipe it shares: wait for it.
                    waitUntilWritable(descriptor)
                } catch {
                    throw error as? Errno ?? .ioError
                }
            }
        }
    }

    private static func kind(of descriptor: FileDescriptor) -> Kind {
        guard isatty(descriptor.rawValue) == 1 else { return .plain }
        var size = winsize()
        guard ioctl(descriptor.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return .terminal(columns: 80)
        }
        return .terminal(columns: Int(size.ws_col))
    }

    private static func waitUntilWritable(_ descriptor: FileDescriptor) {
        var polled = pollfd(fd: descriptor.rawValue, events: Int16(POLLOUT), revents: 0)
        _ = poll(&polled, 1, -1)
    }
}
