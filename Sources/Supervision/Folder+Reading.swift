public import SystemPackage

extension Folder {
    /// The bytes of a whole file.
    ///
    /// - Parameters:
    ///   - path: where it lies.
    ///   - limit: the most bytes that are read.
    /// - Returns: the bytes; `nil` when there are more than the limit.
    /// - Throws: `Errno`.
    public static func read(_ path: FilePath, limit: Int = 16 << 20) throws -> [UInt8]? {
        let file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
        return try file.closeAfter {
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 64 << 10)
            while case let count = try buffer.withUnsafeMutableBytes({ try file.read(into: $0) }), count > 0 {
                guard bytes.count + count <= limit else { return nil }
                bytes += buffer[..<count]
            }
            return bytes
        }
    }
}
