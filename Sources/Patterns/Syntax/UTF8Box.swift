/// Scalars whose encodings have one length and in which each byte runs through a range of its own.
///
/// Any range of scalars splits into few boxes; a byte automaton reads a box instead of a scalar. The method is that
/// of RE2. The encodings of both ends are packed into integers, so that nothing is allocated.
struct UTF8Box {
    /// How many bytes the scalars take.
    let count: Int
    private let low: UInt32
    private let high: UInt32

    private init(_ range: ClosedRange<UInt32>) {
        let (low, high) = (UTF8Encoding(range.lowerBound), UTF8Encoding(range.upperBound))
        self.count = low.count
        self.low = low.packed
        self.high = high.packed
    }

    /// The range of a byte, counted from the lead byte.
    subscript(index: Int) -> ClosedRange<UInt8> {
        let shift = 8 * (count - 1 - index)
        return UInt8(truncatingIfNeeded: low >> shift)...UInt8(truncatingIfNeeded: high >> shift)
    }

    /// Calls the body with the boxes of a range of scalars without surrogates, in ascending order.
    static func forEach(in range: ClosedRange<UInt32>, _ body: (Self) -> Void) {
        var rest = range
        while let cut = cut(of: rest) {
            // A first part may have to be split again, but only at a few levels.
            forEach(in: rest.lowerBound...cut, body)
            rest = (cut + 1)...rest.upperBound
        }
        body(Self(rest))
    }

    /// The last scalar of the first part when the range has to be split, `nil` when it is a box.
    private static func cut(of range: ClosedRange<UInt32>) -> UInt32? {
        let (low, high) = (range.lowerBound, range.upperBound)
        for last: UInt32 in [0x7F, 0x7FF, 0xFFFF] where low <= last && last < high { return last }
        if high <= 0x7F { return nil }
        for continuations: UInt32 in 1...3 {
            let mask = (UInt32(1) << (6 * continuations)) - 1
            guard low & ~mask != high & ~mask else { continue }
            if low & mask != 0 { return low | mask }
            if high & mask != mask { return (high & ~mask) - 1 }
        }
        return nil
    }
}
