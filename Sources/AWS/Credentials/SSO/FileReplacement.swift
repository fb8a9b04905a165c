import Glibc

/// A file that another one takes the place of in one step: whoever reads it sees the old or the new, never a part.
enum FileReplacement {
    /// Makes the new file beside the old one, readable by its owner only, asks for its content, and puts it in place.
    ///
    /// - Throws: `AWSError` of kind `.validation` when the file cannot be made or written, and what `content` throws.
    static func write(
        to path: String,
        _ content: () async throws(AWSError) -> [UInt8]
    ) async throws(AWSError) {
        var template = Array("\(path).XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw failure(path) }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        let temporary = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        var isInPlace = false
        defer {
            close(descriptor)
            if !isInPlace { unlink(temporary) }
        }
        var rest = try await content()[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 else {
                if errno == EINTR { continue }
                throw failure(path)
            }
            rest = rest.dropFirst(count)
        }
        guard fsync(descriptor) == 0, rename(temporary, path) == 0 else { throw failure(path) }
        isInPlace = true
    }

    private static func failure(_ path: String) -> AWSError {
        .credentials(.validation, "\(path) cannot be written: \(String(cString: strerror(errno)))")
    }
}
