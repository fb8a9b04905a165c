/// A breadth-first search through two automata that read the same bytes.
struct ProductSearch {
    /// What is looked for.
    enum Goal {
        /// A value that both accept.
        case both
        /// A value that the left one accepts and the right one does not.
        case leftOnly
    }

    enum Outcome {
        case found([UInt8])
        case none
        case tooManyPairs
    }

    private let left: Automaton
    private let right: Automaton
    private let goal: Goal
    private let pairLimit: Int

    init(_ left: Automaton, _ right: Automaton, goal: Goal, pairLimit: Int) {
        self.left = left
        self.right = right
        self.goal = goal
        self.pairLimit = pairLimit
    }

    /// The shortest value in printable ASCII when there is one, the shortest of all otherwise.
    func mostReadable() -> Outcome {
        let printable = shortest(of: ReadableBytes.printable)
        guard case .none = printable else { return printable }
        return shortest(of: ReadableBytes.all)
    }

    /// The shortest value made of these bytes; of several, the one whose bytes come first in the list.
    func shortest(of bytes: [UInt8]) -> Outcome {
        let bytes = distinguishable(bytes)
        var visits = [Visit(left: left.start, right: right.start, parent: -1, byte: 0)]
        var seen: Set<UInt64> = [key(left.start, right.start)]
        var next = 0
        while next < visits.count {
            let visit = visits[next]
            if isGoal(visit) { return .found(path(to: next, in: visits)) }
            for byte in bytes {
                let (leftNext, rightNext) = (left.next(visit.left, byte), right.next(visit.right, byte))
                guard isPromising(leftNext, rightNext), seen.insert(key(leftNext, rightNext)).inserted else { continue }
                guard visits.count < pairLimit else { return .tooManyPairs }
                visits.append(Visit(left: leftNext, right: rightNext, parent: Int32(next), byte: byte))
            }
            next += 1
        }
        return .none
    }

    private struct Visit {
        var left: UInt32
        var right: UInt32
        var parent: Int32
        var byte: UInt8
    }

    private func key(_ left: UInt32, _ right: UInt32) -> UInt64 {
        UInt64(left) << 32 | UInt64(right)
    }

    private func isGoal(_ visit: Visit) -> Bool {
        left.isAccepting(visit.left) && right.isAccepting(visit.right) == (goal == .both)
    }

    private func isPromising(_ left: UInt32, _ right: UInt32) -> Bool {
        left != Automaton.dead && (goal == .leftOnly || right != Automaton.dead)
    }

    private func path(to index: Int, in visits: [Visit]) -> [UInt8] {
        var bytes: [UInt8] = []
        var visit = visits[index]
        while visit.parent >= 0 {
            bytes.append(visit.byte)
            visit = visits[Int(visit.parent)]
        }
        return bytes.reversed()
    }

    /// The first of every group of bytes that neither automaton tells apart.
    private func distinguishable(_ bytes: [UInt8]) -> [UInt8] {
        var seen: Set<[UInt8]> = []
        return bytes.filter { seen.insert([left.classes.classOf[Int($0)], right.classes.classOf[Int($0)]]).inserted }
    }
}
