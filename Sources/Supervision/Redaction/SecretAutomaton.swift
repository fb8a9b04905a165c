/// All forms of all secrets as one automaton over bytes (Aho and Corasick, 1975).
///
/// Reading a byte costs a constant time, over any text. The automaton is a trie whose nodes lie in arrays, most of them
/// in long chains: 21 bytes a node, where a table of transitions would take a kilobyte.
struct SecretAutomaton: Sendable {
    /// A node; 0 is the root, where no form has begun.
    typealias State = UInt32

    /// How many bytes the longest form has.
    private(set) var longestForm = 0
    private var labels: [UInt8] = [0]
    private var firstChild: [State] = [0]
    private var nextSibling: [State] = [0]
    /// Where to go on when no child fits: the node of the longest proper suffix that begins a form, too.
    private var fallback: [State] = [0]
    private var depths: [UInt32] = [0]
    /// The length of the longest form that ends here; 0: none does.
    private var matches: [UInt32] = [0]
    private var rootChildren = [State](repeating: 0, count: 256)
    /// A bit for each pair of bytes that a form begins with.
    private var pairs = [UInt64](repeating: 0, count: 1024)

    /// An automaton of these forms, none of them shorter than two bytes.
    init(_ forms: some Sequence<[UInt8]>) {
        var path: [State] = [0]
        var previous: [UInt8] = []
        // In order, so that a new node is a child of the last path and the last of its siblings.
        for form in Set(forms).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            let shared = zip(previous, form).prefix { $0 == $1 }.count
            var sibling = path.count > shared + 1 ? path[shared + 1] : 0
            path.removeLast(path.count - 1 - shared)
            for byte in form[shared...] {
                path.append(append(byte, below: path[path.count - 1], after: sibling))
                sibling = 0
            }
            matches[Int(path[path.count - 1])] = UInt32(form.count)
            longestForm = max(longestForm, form.count)
            enter(form[0], form[1])
            previous = form
        }
        link()
    }

    /// The automaton that knows no secret.
    static let none = SecretAutomaton([])

    /// Whether no form can be met.
    var isEmpty: Bool { longestForm == 0 }

    /// How many of the bytes just read may be the beginning of a form.
    func depth(_ state: State) -> Int { Int(depths[Int(state)]) }

    /// The length of the longest form that ends with the byte just read; 0: none does.
    func match(_ state: State) -> Int { Int(matches[Int(state)]) }

    /// Reads a byte.
    func next(_ state: State, _ byte: UInt8) -> State {
        var state = state
        while state != 0 {
            let found = child(state, byte)
            if found != 0 { return found }
            state = fallback[Int(state)]
        }
        return rootChildren[Int(byte)]
    }

    /// The same state, or, where a form ends that no other one goes on from, the next that some form goes on from.
    func extensible(_ state: State) -> State {
        var state = state
        while state != 0, firstChild[Int(state)] == 0 { state = fallback[Int(state)] }
        return state
    }

    /// The state that leads on from here with this very byte; 0: there is none.
    func child(_ state: State, _ byte: UInt8) -> State {
        guard state != 0 else { return rootChildren[Int(byte)] }
        var node = firstChild[Int(state)]
        while node != 0, labels[Int(node)] != byte { node = nextSibling[Int(node)] }
        return node
    }

    /// Where the next form may begin; the end of the bytes when nowhere.
    func firstCandidate(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        pairs.withUnsafeBufferPointer { pairs in
            var position = start
            let last = bytes.count - 1
            while position < last {
                let pair = Int(bytes[position]) << 8 | Int(bytes[position + 1])
                if pairs[pair >> 6] & (1 &<< UInt64(pair & 63)) != 0 { return position }
                position += 1
            }
            return position == last && rootChildren[Int(bytes[last])] == 0 ? position + 1 : position
        }
    }

    // MARK: - Building

    private mutating func append(_ byte: UInt8, below parent: State, after sibling: State) -> State {
        let node = State(labels.count)
        labels.append(byte)
        firstChild.append(0)
        nextSibling.append(0)
        fallback.append(0)
        depths.append(depths[Int(parent)] + 1)
        matches.append(0)
        if sibling != 0 {
            nextSibling[Int(sibling)] = node
        } else {
            firstChild[Int(parent)] = node
        }
        if parent == 0 { rootChildren[Int(byte)] = node }
        return node
    }

    /// Notes how a form begins; a line end may stand behind any of its bytes.
    private mutating func enter(_ first: UInt8, _ second: UInt8) {
        for second in [second, UInt8(ascii: "\n"), UInt8(ascii: "\r")] {
            let pair = Int(first) << 8 | Int(second)
            pairs[pair >> 6] |= 1 &<< UInt64(pair & 63)
        }
    }

    /// Sets the fallbacks, level by level.
    private mutating func link() {
        var queue: [State] = []
        queue.reserveCapacity(labels.count)
        queue.append(0)
        var index = 0
        while index < queue.count {
            let parent = queue[index]
            index += 1
            var node = firstChild[Int(parent)]
            while node != 0 {
                let target = parent == 0 ? 0 : next(fallback[Int(parent)], labels[Int(node)])
                fallback[Int(node)] = target
                if matches[Int(node)] == 0 { matches[Int(node)] = matches[Int(target)] }
                queue.append(node)
                node = nextSibling[Int(node)]
            }
        }
    }
}
