import RunProtocol
import SystemPackage

/// The log of one run, read from where a reader left it, in whole lines.
struct LogFile: ~Copyable {
    private let file: FileDescriptor
    private var offset: Int64
    private var partial: [UInt8] = []

    /// Opens a log at a cursor; a hint that does not lead to the next record is not believed.
    ///
    /// - Throws: `Errno`.
    init(_ path: FilePath, at cursor: LogCursor) throws {
        file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
        offset = 0
        if let hint = cursor.hint.flatMap(Int64.init), hint > 0, begins(cursor.record + 1, at: hint) { offset = hint }
    }

    deinit {
        try? file.close()
    }

    /// Where the next line begins: the hint for a cursor behind all that was read.
    var hint: String { String(offset - Int64(partial.count)) }

    /// The next whole lines, at most about a megabyte of them; empty when there is nothing more for now.
    ///
    /// - Throws: `Errno`.
    mutating func read() throws -> [UInt8] {
        var chunk: [UInt8] = []
        swap(&chunk, &partial)
        let kept = chunk.count
        let start = offset
        let size = Self.chunkSize
        chunk.append(contentsOf: repeatElement(0, count: size))
        let count = try chunk.withUnsafeMutableBytes { bytes in
            try file.read(
                fromAbsoluteOffset: start,
                into: UnsafeMutableRawBufferPointer(rebasing: bytes[kept..<(kept + size)])
            )
        }
        offset += Int64(count)
        chunk.removeLast(size - count)
        guard let end = chunk.lastIndex(of: 0x0A) else {
            partial = chunk
            return []
        }
        partial = Array(chunk[(end + 1)...])
        chunk.removeSubrange((end + 1)...)
        return chunk
    }

    /// Whether the record of this number begins at an offset.
    private func begins(_ number: Int, at offset: Int64) -> Bool {
        var head = [UInt8](repeating: 0, count: 32)
        let wanted = Array("\n\(number) ".utf8)
        guard let count = try? head.withUnsafeMutableBytes({ try file.read(fromAbsoluteOffset: offset - 1, into: $0) })
        else { return false }
        return count == 1 ? head[0] == 0x0A : head[..<count].starts(with: wanted)
    }

    private static let chunkSize = 1 << 20
}
