/// Bytes that no step of an automaton tells apart, numbered in ascending order: the columns of its table.
struct ByteClasses: Hashable, Sendable {
    /// The class of every byte.
    private(set) var classOf: [UInt8]
    private(set) var count: Int

    /// - Parameter firsts: for each of the 256 bytes, whether a new class begins with it.
    private init(firsts: [Bool]) {
        var classOf: [UInt8] = []
        classOf.reserveCapacity(256)
        var current: UInt8 = 0
        for byte in 0..<256 {
            if byte > 0, firsts[byte] { current += 1 }
            classOf.append(current)
        }
        self.classOf = classOf
        self.count = Int(current) + 1
    }

    init(ranges: some Sequence<ClosedRange<UInt8>>) {
        var firsts = [Bool](repeating: false, count: 257)
        for range in ranges {
            firsts[Int(range.lowerBound)] = true
            firsts[Int(range.upperBound) + 1] = true
        }
        self.init(firsts: firsts)
    }

    /// The columns that a range of bytes fills; the range must be one that the classes were made for.
    func columns(of range: ClosedRange<UInt8>) -> ClosedRange<Int> {
        Int(classOf[Int(range.lowerBound)])...Int(classOf[Int(range.upperBound)])
    }
}
