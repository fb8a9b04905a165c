/// Thompson's automaton over bytes, built backwards: every part is made knowing where it leads.
struct NondeterministicAutomaton {
    typealias State = UInt32

    enum Node {
        /// Reads a byte: the steps are `steps[first..<end]`.
        case reads(first: UInt32, end: UInt32)
        /// Reads nothing and is in both states at once.
        case splits(State, State)
        case accepts
    }

    struct Step {
        var bytes: ClosedRange<UInt8>
        var target: State
    }

    private(set) var nodes: [Node] = [.accepts]
    private(set) var steps: [Step] = []
    private(set) var start: State = 0

    /// The one accepting state.
    static let accepting: State = 0

    /// Builds the automaton of a pattern whose size has been checked.
    init(_ syntax: SyntaxNode) {
        start = build(syntax, leadingTo: Self.accepting)
    }

    private mutating func build(_ node: SyntaxNode, leadingTo next: State) -> State {
        switch node.kind {
        case .empty, .anchor:
            next
        case .byte(let byte):
            addReader([Step(bytes: byte...byte, target: next)])
        case .scalar(let scalar) where scalar < 0x80:
            addReader([Step(bytes: UInt8(scalar)...UInt8(scalar), target: next)])
        case .scalar(let scalar):
            UTF8Encoding(scalar).bytes.reversed().reduce(next) { target, byte in
                addReader([Step(bytes: byte...byte, target: target)])
            }
        case .scalars(let scalars, _):
            build(scalars, leadingTo: next)
        case .group(let body):
            build(body, leadingTo: next)
        case .concatenation(let items):
            items.reversed().reduce(next) { target, item in build(item, leadingTo: target) }
        case .alternation(let branches):
            build(branches, leadingTo: next)
        case .repetition(let body, let counts):
            build(body, repeated: counts, leadingTo: next)
        }
    }

    private mutating func build(_ scalars: ScalarClass, leadingTo next: State) -> State {
        let base = State(nodes.count)
        for tail in scalars.tails {
            _ = addReader([Step(bytes: tail.bytes, target: tail.tail.map { base + State($0) } ?? next)])
        }
        return addReader(
            scalars.head.map { Step(bytes: $0.bytes, target: $0.tail.map { base + State($0) } ?? next) }
        )
    }

    private mutating func build(_ branches: [SyntaxNode], leadingTo next: State) -> State {
        var entry: State?
        for branch in branches.reversed() {
            let branchEntry = build(branch, leadingTo: next)
            entry = if let others = entry { add(.splits(branchEntry, others)) } else { branchEntry }
        }
        return entry ?? next
    }

    private mutating func build(_ body: SyntaxNode, repeated counts: Repeat, leadingTo next: State) -> State {
        var entry = next
        var copies = counts.minimum
        if let maximum = counts.maximum {
            for _ in counts.minimum..<maximum {
                let before = nodes.count
                let copy = build(body, leadingTo: entry)
                // A body that reads nothing adds nothing, however often it is repeated.
                guard nodes.count > before else { return next }
                entry = add(.splits(copy, next))
            }
        } else {
            let loop = add(.splits(next, next))
            let copy = build(body, leadingTo: loop)
            nodes[Int(loop)] = .splits(copy, next)
            // `x+` enters the loop through its body, `x*` beside it.
            entry = copies > 0 ? copy : loop
            copies = max(copies - 1, 0)
        }
        for _ in 0..<copies {
            let before = nodes.count
            entry = build(body, leadingTo: entry)
            guard nodes.count > before else { return entry }
        }
        return entry
    }

    private mutating func addReader(_ added: [Step]) -> State {
        let first = UInt32(steps.count)
        steps += added
        return add(.reads(first: first, end: UInt32(steps.count)))
    }

    private mutating func add(_ node: Node) -> State {
        nodes.append(node)
        return State(nodes.count - 1)
    }
}
