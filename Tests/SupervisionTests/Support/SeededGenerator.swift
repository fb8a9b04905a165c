/// SplitMix64: the same numbers in every run, so that a failure can be looked at again.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// Bytes of a kind that logs hold, or that logs break on.
    mutating func bytes(count: Int) -> [UInt8] {
        let kinds: [[UInt8]] = [
            Array("plain text, 0-9 + = {\"a\": 1}".utf8),
            Array("äöü€𝄞 e\u{301} \u{202E}\u{FEFF}".utf8),
            [0x00, 0x0A, 0x0D, 0x20, 0x09, 0x1B, 0x7F],
            [0x80, 0xBF, 0xC0, 0xE2, 0x82, 0xED, 0xA0, 0xF8, 0xFF],
            Array(0...255),
        ]
        let kind = kinds[Int(next(upperBound: UInt64(kinds.count)))]
        return (0..<count).map { _ in kind[Int(next(upperBound: UInt64(kind.count)))] }
    }
}
