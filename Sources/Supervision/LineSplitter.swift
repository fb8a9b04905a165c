import Glibc
public import RunProtocol

/// Cuts one stream of bytes into lines: at line feeds only, and at a soft limit, never with an error.
///
/// Any cut of the input into chunks gives the same bytes; a line longer than the limit comes in several pieces, a last
/// line without a newline comes as it is. Bytes are not interpreted: what is not UTF-8 survives.
public struct LineSplitter: Sendable {
    private var pending: [UInt8] = []
    private let limit: Int

    /// A splitter whose pieces are at most `limit` bytes long.
    public init(limit: Int = LogRecord.longestText) {
        precondition(limit > 0, "a piece holds at least one byte")
        self.limit = limit
    }

    /// Whether bytes wait for the rest of their line.
    public var hasPending: Bool { !pending.isEmpty }

    /// Takes the next bytes and hands on each piece that is now whole.
    public mutating func split(
        _ bytes: UnsafeRawBufferPointer,
        emit: (UnsafeRawBufferPointer, LogRecord.Ending) -> Void
    ) {
        var start = 0
        while let newline = Self.newline(in: bytes, from: start) {
            finishLine(with: UnsafeRawBufferPointer(rebasing: bytes[start..<newline]), emit)
            start = newline + 1
        }
        pending.append(contentsOf: bytes[start...])
        if pending.count > limit { emitFullPieces(emit) }
    }

    /// Hands on what waits, as a piece without a newline: the stream ended, or has been silent for a while.
    public mutating func flush(emit: (UnsafeRawBufferPointer, LogRecord.Ending) -> Void) {
        guard hasPending else { return }
        pending.withUnsafeBytes { emit($0, .open) }
        pending.removeAll(keepingCapacity: true)
    }

    private mutating func finishLine(
        with end: UnsafeRawBufferPointer,
        _ emit: (UnsafeRawBufferPointer, LogRecord.Ending) -> Void
    ) {
        if pending.isEmpty, end.count <= limit {
            emit(end, .newline)
            return
        }
        pending.append(contentsOf: end)
        emitFullPieces(emit)
        pending.withUnsafeBytes { emit($0, .newline) }
        pending.removeAll(keepingCapacity: true)
    }

    /// Where the next line feed is; `memchr` looks at many bytes at once.
    private static func newline(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard start < bytes.count, let base = bytes.baseAddress,
            let found = memchr(base + start, 0x0A, bytes.count - start)
        else { return nil }
        return UnsafeRawPointer(found) - base
    }

    /// Hands on pieces of exactly the limit while more than that waits.
    private mutating func emitFullPieces(_ emit: (UnsafeRawBufferPointer, LogRecord.Ending) -> Void) {
        var start = 0
        pending.withUnsafeBytes { bytes in
            while bytes.count - start > limit {
                emit(UnsafeRawBufferPointer(rebasing: bytes[start..<(start + limit)]), .open)
                start += limit
            }
        }
        pending.removeFirst(start)
    }
}
