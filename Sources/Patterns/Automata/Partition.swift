/// A partition of `0..<count` that is refined by marking elements and splitting every set that is partly marked.
struct Partition {
    private(set) var setCount: Int
    private var elements: [Int32]
    private var positions: [Int32]
    private var setOf: [Int32]
    private var firsts: [Int32]
    private var ends: [Int32]
    private var marked: [Int32]
    private var touched: [Int32] = []

    /// One set per distinct key; keys are in `0..<keyCount`, and a key that nothing has makes no set.
    init(keys: [Int32], keyCount: Int) {
        let groups = Adjacency(count: keyCount, keys: keys)
        (elements, positions, setOf) = ([], keys, keys)
        (firsts, ends) = ([], [])
        elements.reserveCapacity(keys.count)
        for key in 0..<keyCount where !groups[key].isEmpty {
            firsts.append(Int32(elements.count))
            for element in groups[key] {
                positions[Int(element)] = Int32(elements.count)
                setOf[Int(element)] = Int32(firsts.count - 1)
                elements.append(element)
            }
            ends.append(Int32(elements.count))
        }
        setCount = firsts.count
        marked = [Int32](repeating: 0, count: setCount)
    }

    func set(of element: Int) -> Int { Int(setOf[element]) }

    subscript(set: Int) -> ArraySlice<Int32> { elements[Int(firsts[set])..<Int(ends[set])] }

    /// Marks an element that is not marked yet.
    mutating func mark(_ element: Int) {
        let set = Int(setOf[element])
        let position = Int(positions[element])
        let boundary = Int(firsts[set] + marked[set])
        guard position >= boundary else { return }
        elements.swapAt(position, boundary)
        positions[Int(elements[position])] = Int32(position)
        positions[element] = Int32(boundary)
        if marked[set] == 0 { touched.append(Int32(set)) }
        marked[set] += 1
    }

    /// Splits the sets that are partly marked and clears the marks; the smaller part becomes the new set.
    mutating func split() {
        while let next = touched.popLast() {
            let set = Int(next)
            let boundary = firsts[set] + marked[set]
            let count = marked[set]
            marked[set] = 0
            guard boundary < ends[set] else { continue }
            if count <= ends[set] - boundary {
                firsts.append(firsts[set])
                ends.append(boundary)
                firsts[set] = boundary
            } else {
                firsts.append(boundary)
                ends.append(ends[set])
                ends[set] = boundary
            }
            marked.append(0)
            for element in self[setCount] { setOf[Int(element)] = Int32(setCount) }
            setCount += 1
        }
    }
}
