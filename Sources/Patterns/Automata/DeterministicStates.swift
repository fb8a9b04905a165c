/// The live part of a deterministic automaton as a list of transitions, on its way to a table.
///
/// State 0 is the start.
struct DeterministicStates {
    struct Transition {
        var tail: Int32
        var column: Int32
        var head: Int32
    }

    var isAccepting: [Bool] = []
    var transitions: [Transition] = []

    /// Without the states from which nothing is accepted; `nil` when the start is one of them.
    func trimmed() -> Self? {
        let incoming = Adjacency(count: isAccepting.count, keys: transitions.map(\.head))
        var isUseful = isAccepting
        var pending = isAccepting.indices.filter { isAccepting[$0] }
        while let state = pending.popLast() {
            for transition in incoming[state] {
                let tail = Int(transitions[Int(transition)].tail)
                guard !isUseful[tail] else { continue }
                isUseful[tail] = true
                pending.append(tail)
            }
        }
        guard isUseful[0] else { return nil }
        if !isUseful.contains(false) { return self }

        var numbers = [Int32](repeating: -1, count: isUseful.count)
        var trimmed = Self()
        for state in isUseful.indices where isUseful[state] {
            numbers[state] = Int32(trimmed.isAccepting.count)
            trimmed.isAccepting.append(isAccepting[state])
        }
        for transition in transitions where numbers[Int(transition.tail)] >= 0 && numbers[Int(transition.head)] >= 0 {
            let (tail, head) = (numbers[Int(transition.tail)], numbers[Int(transition.head)])
            trimmed.transitions.append(Transition(tail: tail, column: transition.column, head: head))
        }
        return trimmed
    }
}

/// Indices grouped by a key, in two flat arrays.
struct Adjacency {
    private var offsets: [Int]
    private var indices: [Int32]

    init(count: Int, keys: [Int32]) {
        offsets = [Int](repeating: 0, count: count + 1)
        for key in keys { offsets[Int(key) + 1] += 1 }
        for key in 0..<count { offsets[key + 1] += offsets[key] }
        indices = [Int32](repeating: 0, count: keys.count)
        var next = offsets
        for (index, key) in keys.enumerated() {
            indices[next[Int(key)]] = Int32(index)
            next[Int(key)] += 1
        }
    }

    subscript(key: Int) -> ArraySlice<Int32> { indices[offsets[key]..<offsets[key + 1]] }
}
