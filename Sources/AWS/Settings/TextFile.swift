import Glibc

/// Small text files, read whole and never beyond a limit.
enum TextFile {
    /// Why there is no text.
    struct Failure: Error, Hashable {
        /// To stand behind the file's name: `is not there`.
        var reason: String
    }

    /// Reads a file of at most `limit` bytes of UTF-8.
    static func read(_ path: String, limit: Int = 64 << 10) throws(Failure) -> String {
        let bytes = try bytes(of: path, limit: limit)
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Failure(reason: "is no UTF-8 text") }
        return text
    }

    /// Whether a file is there that is neither a folder nor a device nor a pipe.
    static func isRegular(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
    }

    private static func bytes(of path: String, limit: Int) throws(Failure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            if count == 0 { return bytes }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw failure(errno)
            }
            bytes += buffer[..<count]
            guard bytes.count <= limit else { throw Failure(reason: "has more than \(limit) bytes") }
        }
    }

    private static func failure(_ code: Int32) -> Failure {
        code == ENOENT
            ? Failure(reason: "is not there") : Failure(reason: "cannot be read: \(String(cString: strerror(code)))")
    }
}
