import SystemPackage

/// Small files of the kernel's, such as those under /proc and /sys/fs/cgroup.
public enum ProcFile {
    /// The first 64 KiB of a file as text, or `nil` when it cannot be read.
    public static func read(_ path: String) -> String? {
        guard let descriptor = try? FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec)
        else { return nil }
        defer { try? descriptor.close() }
        var bytes = [UInt8](repeating: 0, count: 64 * 1024)
        var length = 0
        while length < bytes.count {
            let start = length
            let count = try? bytes.withUnsafeMutableBytes {
                try descriptor.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[start...]))
            }
            guard let count else { return nil }
            if count == 0 { break }
            length += count
        }
        return String(decoding: bytes[..<length], as: UTF8.self)
    }

    /// Writes a value into a file that exists already, in one write, as the kernel wants it.
    ///
    /// - Throws: `Errno`.
    public static func write(_ value: String, to path: String) throws {
        let descriptor = try FileDescriptor.open(FilePath(path), .writeOnly, options: .closeOnExec)
        defer { try? descriptor.close() }
        _ = try descriptor.writeAll(value.utf8)
    }
}
