/// The pauses before a call that failed is made again: each is longer than the one before, up to a quarter of a minute.
struct GrowingPauses: Sendable {
    private var failures = 0

    /// The pause behind one more failure.
    mutating func next() -> Duration {
        defer { failures += 1 }
        return Self.pauses[min(failures, Self.pauses.count - 1)]
    }

    private static let pauses: [Duration] = [1, 2, 4, 8, 15].map { .seconds($0) }
}
