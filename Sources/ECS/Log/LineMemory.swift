/// What lines looked like, by their numbers, so that one that comes again is known: 4 bytes a line, of the last million.
struct LineMemory: Sendable {
    private var first: Int
    private var hashes: [UInt32] = []

    private static let most = 1 << 20

    /// Remembers lines behind a number.
    init(after number: Int) {
        first = number + 1
    }

    /// Notes a line; each has a higher number than the one before.
    mutating func remember(_ number: Int, _ line: some Sequence<UInt8>) {
        let skipped = number - first - hashes.count
        if skipped > Self.most {
            (first, hashes) = (number, [])
        } else {
            hashes += repeatElement(0, count: skipped)
        }
        hashes.append(Self.hash(line))
        guard hashes.count > Self.most else { return }
        hashes.removeFirst(Self.most / 2)
        first += Self.most / 2
    }

    /// Whether the line of a number was this one; `nil` when it is not known.
    func matches(_ number: Int, _ line: some Sequence<UInt8>) -> Bool? {
        guard hashes.indices.contains(number - first), hashes[number - first] != 0 else { return nil }
        return hashes[number - first] == Self.hash(line)
    }

    /// FNV-1a, and never 0, which stands for a line that is not known.
    private static func hash(_ line: some Sequence<UInt8>) -> UInt32 {
        var hash: UInt32 = 0x811C_9DC5
        for byte in line { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        return max(hash, 1)
    }
}
