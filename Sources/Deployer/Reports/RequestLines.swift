/// Cuts a stream of bytes into the lines that hold something, and counts all of them.
struct RequestLines: Sendable {
    private let limit: Int
    private var pending: [UInt8] = []
    private var isTooLong = false
    private var number = 0

    /// One line.
    struct Line: Hashable, Sendable {
        /// Its number in the file, from 1.
        let number: Int
        /// What it holds; `nil` when that is too long to be kept.
        let bytes: [UInt8]?
    }

    /// Cuts into lines of at most `limit` bytes; longer ones are named, but not kept.
    init(limit: Int) {
        self.limit = limit
    }

    /// Takes the next bytes, and hands on the lines that are whole now.
    mutating func take(_ bytes: ArraySlice<UInt8>) -> [Line] {
        var lines: [Line] = []
        var rest = bytes
        while let newline = rest.firstIndex(of: 0x0A) {
            keep(rest[..<newline])
            if let line = close() { lines.append(line) }
            rest = rest[(newline + 1)...]
        }
        keep(rest)
        return lines
    }

    /// Hands on a last line that had no newline.
    mutating func finish() -> [Line] {
        guard !pending.isEmpty || isTooLong, let line = close() else { return [] }
        return [line]
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        guard !isTooLong else { return }
        isTooLong = pending.count + bytes.count > limit
        if isTooLong { pending = [] } else { pending += bytes }
    }

    private mutating func close() -> Line? {
        defer { (pending, isTooLong) = ([], false) }
        number += 1
        if isTooLong { return Line(number: number, bytes: nil) }
        let isBlank = pending.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        return isBlank ? nil : Line(number: number, bytes: pending)
    }
}
