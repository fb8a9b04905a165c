import RunProtocol
import SystemPackage

/// The end of a log file.
enum LogTail {
    /// The last line that has its line feed, without it; `nil` when there is none.
    static func lastLine(of path: FilePath) -> ArraySlice<UInt8>? {
        guard let file = try? FileDescriptor.open(path, .readOnly, options: .closeOnExec) else { return nil }
        defer { try? file.close() }
        guard let size = try? file.seek(offset: 0, from: .end) else { return nil }
        // A trailer is bounded by the facts in it, 64 KiB, each byte of which JSON may write as six.
        let length = min(Int(size), 512 * 1024)
        var bytes = [UInt8](repeating: 0, count: length)
        let start = size - Int64(length)
        guard let count = try? bytes.withUnsafeMutableBytes({ try file.read(fromAbsoluteOffset: start, into: $0) }),
            let end = bytes[..<count].lastIndex(of: 0x0A)
        else { return nil }
        let begin = bytes[..<end].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        return bytes[begin..<end]
    }
}
