extension Automaton {
    /// Accepts every sequence of bytes that is UTF-8.
    static let anyText = Self(loopOver: ScalarClass(.all), isEmptyAccepted: true)

    /// Accepts every text of at least one character that is printable ASCII.
    static let anyPrintableText = Self(
        loopOver: ScalarClass(ScalarSet(union: [0x20...0x7E])),
        isEmptyAccepted: false
    )

    /// Accepts any number of characters of a class whose lead bytes do not overlap, so that nothing is left to determine.
    private init(loopOver character: ScalarClass, isEmptyAccepted: Bool) {
        // State 0 is before the first character, state 1 after one, and the others are inside one.
        var states = DeterministicStates(isAccepting: [isEmptyAccepted, true], transitions: [])
        states.isAccepting += character.tails.map { _ in false }
        let classes = ByteClasses(ranges: (character.head + character.tails).map(\.bytes))
        func add(_ step: ScalarClass.Step, from state: Int) {
            for column in classes.columns(of: step.bytes) {
                let head = step.tail.map { $0 + 2 } ?? 1
                states.transitions.append(.init(tail: Int32(state), column: Int32(column), head: Int32(head)))
            }
        }
        for step in character.head {
            add(step, from: 0)
            add(step, from: 1)
        }
        for (index, tail) in character.tails.enumerated() { add(tail, from: index + 2) }
        self.init(states.minimised(), classes: classes)
    }
}
