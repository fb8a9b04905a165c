extension DeterministicStates {
    /// The automaton with the fewest states for the same language.
    ///
    /// Every state must lead to an accepting one.
    ///
    /// Valmari's refinement (2012): blocks of states and cords of transitions split each other until nothing
    /// splits. It takes m log n steps for m live transitions, so a long list of literals costs no more than its size.
    func minimised() -> Self {
        var blocks = Partition(keys: isAccepting.map { $0 ? 1 : 0 }, keyCount: 2)
        let columnCount = (transitions.map(\.column).max() ?? -1) + 1
        var cords = Partition(keys: transitions.map(\.column), keyCount: Int(columnCount))
        let incoming = Adjacency(count: isAccepting.count, keys: transitions.map(\.head))

        var block = 1
        var cord = 0
        while cord < cords.setCount {
            for transition in cords[cord] { blocks.mark(Int(transitions[Int(transition)].tail)) }
            blocks.split()
            cord += 1
            while block < blocks.setCount {
                for state in blocks[block] {
                    for transition in incoming[Int(state)] { cords.mark(Int(transition)) }
                }
                cords.split()
                block += 1
            }
        }
        return quotient(by: blocks)
    }

    private func quotient(by blocks: Partition) -> Self {
        var numbers = [Int32](repeating: -1, count: blocks.setCount)
        var isRepresentative = [Bool](repeating: false, count: isAccepting.count)
        var quotient = Self()
        // The start is state 0, so its block becomes state 0 again.
        for state in isAccepting.indices where numbers[blocks.set(of: state)] < 0 {
            numbers[blocks.set(of: state)] = Int32(quotient.isAccepting.count)
            isRepresentative[state] = true
            quotient.isAccepting.append(isAccepting[state])
        }
        for transition in transitions where isRepresentative[Int(transition.tail)] {
            quotient.transitions.append(
                Transition(
                    tail: numbers[blocks.set(of: Int(transition.tail))],
                    column: transition.column,
                    head: numbers[blocks.set(of: Int(transition.head))]
                )
            )
        }
        return quotient
    }
}
