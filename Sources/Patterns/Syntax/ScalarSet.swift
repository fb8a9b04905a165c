/// A set of Unicode scalars as sorted ranges that neither touch nor overlap.
struct ScalarSet: Hashable, Sendable {
    private(set) var ranges: [ClosedRange<UInt32>]

    /// Every scalar: everything that UTF-8 can encode, so without the surrogates.
    static let all = Self(ranges: [0...0xD7FF, 0xE000...0x10_FFFF])

    static let newline = Self(ranges: [0x0A...0x0A])
    static let digits = Self(ranges: [0x30...0x39])
    static let wordCharacters = Self(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    static let whitespace = Self(ranges: [0x09...0x0D, 0x20...0x20])
    static let letters = Self(ranges: [0x41...0x5A, 0x61...0x7A])
    /// What host names, file names and most identifiers are made of, apart from the dot.
    static let nameCharacters = Self(ranges: [0x2D...0x2D, 0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    /// Printable ASCII without the space.
    static let visibleASCII = Self(ranges: [0x21...0x7E])
    static let empty = Self(ranges: [])

    private init(ranges: [ClosedRange<UInt32>]) {
        self.ranges = ranges
    }

    init(_ scalar: UInt32) {
        self.ranges = [scalar...scalar]
    }

    /// The union of ranges that may overlap; surrogates fall out, since UTF-8 has none.
    init(union parts: [ClosedRange<UInt32>]) {
        var merged: [ClosedRange<UInt32>] = []
        for part in parts.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, part.lowerBound <= last.upperBound + 1 {
                merged[merged.count - 1] = last.lowerBound...max(last.upperBound, part.upperBound)
            } else {
                merged.append(part)
            }
        }
        self.ranges = Self(ranges: merged).intersection(.all).ranges
    }

    var isEmpty: Bool { ranges.isEmpty }

    func contains(_ scalar: UInt32) -> Bool {
        ranges.contains { $0.contains(scalar) }
    }

    func union(_ other: Self) -> Self {
        Self(union: ranges + other.ranges)
    }

    func intersection(_ other: Self) -> Self {
        var common: [ClosedRange<UInt32>] = []
        var left = ranges[...]
        var right = other.ranges[...]
        while let first = left.first, let second = right.first {
            if first.overlaps(second) { common.append(first.clamped(to: second)) }
            if first.upperBound < second.upperBound { left.removeFirst() } else { right.removeFirst() }
        }
        return Self(ranges: common)
    }

    func isSubset(of other: Self) -> Bool {
        intersection(other) == self
    }

    /// The scalars that are not in the set.
    var inverted: Self {
        var gaps: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges {
            if next < range.lowerBound { gaps.append(next...(range.lowerBound - 1)) }
            next = range.upperBound + 1
        }
        if next <= 0x10_FFFF { gaps.append(next...0x10_FFFF) }
        return Self(union: gaps)
    }
}
