import Dispatch
public import SystemPackage

/// The lines that arrive on a descriptor, read on a thread of their own so that no waiting blocks Swift's.
public enum InputLines {
    /// The lines without their line feeds; the stream ends where the input does.
    ///
    /// For the runner's own short messages: a line longer than `limit` bytes ends the stream, as no such message exists.
    public static func of(_ descriptor: FileDescriptor, limit: Int = 1 << 20) -> AsyncStream<String> {
        let (stream, continuation) = AsyncStream.makeStream(of: String.self)
        DispatchQueue(label: "input lines").async {
            var pending: [UInt8] = []
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 16)
            defer { buffer.deallocate() }
            while let count = try? descriptor.read(into: buffer), count > 0 {
                pending.append(contentsOf: buffer[..<count])
                while let newline = pending.firstIndex(of: 0x0A), newline <= limit {
                    continuation.yield(String(decoding: pending[..<newline], as: UTF8.self))
                    pending.removeSubrange(...newline)
                }
                if pending.count > limit { break }
            }
            continuation.finish()
        }
        return stream
    }
}
