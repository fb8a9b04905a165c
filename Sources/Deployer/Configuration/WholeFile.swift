import SystemPackage

/// Reads files that are small when nothing is wrong.
enum WholeFile {
    /// The bytes of a file or pipe, or `nil` when there are more than `limit`.
    static func read(_ path: FilePath, limit: Int) throws(Errno) -> [UInt8]? {
        do {
            let file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
            return try file.closeAfter { try contents(file, limit) }
        } catch {
            throw error as? Errno ?? .ioError
        }
    }

    private static func contents(_ file: FileDescriptor, _ limit: Int) throws -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        while case let count = try buffer.withUnsafeMutableBytes({ try file.read(into: $0) }), count > 0 {
            bytes += buffer[..<count]
            guard bytes.count <= limit else { return nil }
        }
        return bytes
    }
}
