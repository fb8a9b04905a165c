/// A class of the pattern with the automaton fragment that reads one of its scalars in UTF-8.
///
/// The fragment is made once and copied for every repeat. Its head has all the lead bytes; a tail reads one
/// continuation byte, and equal tails are shared, so `.` is eight states rather than nineteen.
struct ScalarClass: Hashable, Sendable {
    /// A step over a range of bytes to a tail, or out of the class when `tail` is `nil`.
    struct Step: Hashable, Sendable {
        var bytes: ClosedRange<UInt8>
        var tail: Int?
    }

    let scalars: ScalarSet
    private(set) var head: [Step] = []
    /// Every tail leads to an earlier one or out.
    private(set) var tails: [Step] = []

    init(_ scalars: ScalarSet) {
        self.scalars = scalars
        for range in scalars.ranges {
            UTF8Box.forEach(in: range) { box in
                var next: Int?
                for index in (1..<box.count).reversed() { next = tail(Step(bytes: box[index], tail: next)) }
                head.append(Step(bytes: box[0], tail: next))
            }
        }
    }

    /// How many automaton states the fragment takes.
    var stateCount: Int { 1 + tails.count }

    private mutating func tail(_ step: Step) -> Int {
        if let known = tails.firstIndex(of: step) { return known }
        tails.append(step)
        return tails.count - 1
    }
}
