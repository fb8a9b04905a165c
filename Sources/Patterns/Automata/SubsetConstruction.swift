/// Makes an automaton deterministic: its states are the sets of states that the other one can be in.
///
/// The sets are kept end to end in one array and found again through an open hash table. Every unit of work is
/// counted, and more than the limit is refused, so memory stays bounded whatever the pattern.
struct SubsetConstruction {
    private let source: NondeterministicAutomaton
    private let classes: ByteClasses
    private let limits: PatternLimits

    private var members: [UInt32] = []
    /// Set `n` is `members[bounds[n]..<bounds[n + 1]]`.
    private var bounds: [Int] = [0]
    private var slots: [Int32]
    private var steps = 0

    private var stamps: [UInt32]
    private var stamp: UInt32 = 0
    private var pending: [UInt32] = []
    private var closed: [UInt32] = []

    private var result: DeterministicStates

    /// The reachable states of the deterministic automaton; state 0 is the start.
    ///
    /// - Throws: ``PatternError`` when there are too many of them or they take too long to find.
    static func run(
        _ source: NondeterministicAutomaton,
        classes: ByteClasses,
        limits: PatternLimits
    ) throws(PatternError) -> DeterministicStates {
        var construction = Self(source: source, classes: classes, limits: limits)
        return try construction.run()
    }

    private init(source: NondeterministicAutomaton, classes: ByteClasses, limits: PatternLimits) {
        self.source = source
        self.classes = classes
        self.limits = limits
        self.slots = [Int32](repeating: -1, count: 64)
        self.stamps = [UInt32](repeating: 0, count: source.nodes.count)
        self.result = DeterministicStates()
    }

    private mutating func run() throws(PatternError) -> DeterministicStates {
        try close([source.start])
        _ = try stateOfClosedSet()
        var targets = [[UInt32]](repeating: [], count: classes.count)
        var next = 0
        while next < result.isAccepting.count {
            try collectTargets(of: next, into: &targets)
            try addTransitions(from: next, to: &targets)
            next += 1
        }
        return result
    }

    /// Sorts what the members of a state lead to by byte class.
    private mutating func collectTargets(of state: Int, into targets: inout [[UInt32]]) throws(PatternError) {
        for member in members[bounds[state]..<bounds[state + 1]] {
            guard case .reads(let first, let end) = source.nodes[Int(member)] else { continue }
            for step in source.steps[Int(first)..<Int(end)] {
                let columns = classes.columns(of: step.bytes)
                for column in columns { targets[column].append(step.target) }
                try count(columns.count)
            }
        }
    }

    private mutating func addTransitions(from state: Int, to targets: inout [[UInt32]]) throws(PatternError) {
        var previous = -1
        var head = 0
        for column in targets.indices where !targets[column].isEmpty {
            // Neighbouring classes mostly lead to the same set.
            if previous < 0 || targets[column] != targets[previous] {
                try close(targets[column])
                head = try stateOfClosedSet()
                if previous >= 0 { targets[previous].removeAll(keepingCapacity: true) }
                previous = column
            }
            result.transitions.append(.init(tail: Int32(state), column: Int32(column), head: Int32(head)))
            if previous != column { targets[column].removeAll(keepingCapacity: true) }
        }
        if previous >= 0 { targets[previous].removeAll(keepingCapacity: true) }
    }

    /// Follows the splits from some states and leaves in `closed` the states that read or accept, sorted.
    private mutating func close(_ states: [UInt32]) throws(PatternError) {
        stamp += 1
        closed.removeAll(keepingCapacity: true)
        for state in states {
            pending.append(state)
            while let next = pending.popLast() {
                guard stamps[Int(next)] != stamp else { continue }
                stamps[Int(next)] = stamp
                try count(1)
                switch source.nodes[Int(next)] {
                case .splits(let left, let right):
                    pending.append(right)
                    pending.append(left)
                case .reads, .accepts:
                    closed.append(next)
                }
            }
        }
        if closed.count > 1 { closed.sort() }
    }

    /// The state whose set `closed` is, a new one when it has not been seen.
    private mutating func stateOfClosedSet() throws(PatternError) -> Int {
        var slot = Self.hash(closed) & (slots.count - 1)
        while slots[slot] >= 0 {
            let state = Int(slots[slot])
            if members[bounds[state]..<bounds[state + 1]].elementsEqual(closed) { return state }
            slot = (slot + 1) & (slots.count - 1)
        }
        let state = result.isAccepting.count
        guard state < limits.dfaStates else {
            throw PatternError(.tooLarge(.dfaStates, size: state + 1, limit: limits.dfaStates), at: 0)
        }
        members += closed
        bounds.append(members.count)
        result.isAccepting.append(closed.first == NondeterministicAutomaton.accepting)
        slots[slot] = Int32(state)
        if (state + 1) * 2 > slots.count { growTable() }
        return state
    }

    private mutating func growTable() {
        slots = [Int32](repeating: -1, count: slots.count * 4)
        for state in result.isAccepting.indices {
            var slot = Self.hash(members[bounds[state]..<bounds[state + 1]]) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(state)
        }
    }

    private mutating func count(_ added: Int) throws(PatternError) {
        steps += added
        guard steps <= limits.constructionSteps else {
            throw PatternError(.tooLarge(.constructionSteps, size: steps, limit: limits.constructionSteps), at: 0)
        }
    }

    private static func hash(_ set: some Sequence<UInt32>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for member in set { hash = (hash ^ UInt64(member)) &* 0x9E37_79B9_7F4A_7C15 }
        return Int(truncatingIfNeeded: hash >> 20)
    }
}
