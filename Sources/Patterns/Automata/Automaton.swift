/// A minimal deterministic automaton over bytes as one flat table.
///
/// A state is the offset of its row. Row 0 is the state from which nothing is accepted any more; the accepting rows
/// come last, so that acceptance is one comparison.
struct Automaton: Hashable, Sendable {
    let classes: ByteClasses
    private(set) var table: [UInt32]
    let start: UInt32
    let firstAccepting: UInt32

    static let dead: UInt32 = 0

    /// The automaton of the empty language.
    static let nothing = Self(nil, classes: ByteClasses(ranges: []))

    init(_ syntax: SyntaxNode, limits: PatternLimits) throws(PatternError) {
        try syntax.checkSize(limit: limits.nfaStates)
        let nondeterministic = NondeterministicAutomaton(syntax)
        let classes = ByteClasses(ranges: nondeterministic.steps.lazy.map(\.bytes))
        let states = try SubsetConstruction.run(nondeterministic, classes: classes, limits: limits)
        self.init(states.trimmed()?.minimised(), classes: classes)
    }

    /// Lays out the table; `nil` is the empty language.
    init(_ states: DeterministicStates?, classes: ByteClasses) {
        let states = states ?? DeterministicStates(isAccepting: [], transitions: [])
        let width = UInt32(classes.count)
        var row: UInt32 = 1
        var offsets = [UInt32](repeating: 0, count: states.isAccepting.count)
        for accepting in [false, true] {
            for state in offsets.indices where states.isAccepting[state] == accepting {
                offsets[state] = row * width
                row += 1
            }
        }
        let acceptingCount = UInt32(states.isAccepting.count { $0 })
        self.classes = classes
        self.start = offsets.first ?? Self.dead
        self.firstAccepting = (row - acceptingCount) * width
        self.table = [UInt32](repeating: Self.dead, count: Int(row * width))
        for transition in states.transitions {
            table[Int(offsets[Int(transition.tail)]) + Int(transition.column)] = offsets[Int(transition.head)]
        }
    }

    var stateCount: Int { table.count / classes.count }

    func isAccepting(_ state: UInt32) -> Bool { state >= firstAccepting }

    func next(_ state: UInt32, _ byte: UInt8) -> UInt32 {
        table[Int(state) + Int(classes.classOf[Int(byte)])]
    }
}
