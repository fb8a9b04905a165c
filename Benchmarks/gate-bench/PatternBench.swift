import Patterns

/// A match of each adversarial case against 32 KiB and 64 KiB, in turn.
struct PatternBench: Bench {
    /// One case, as the report names it.
    struct Facts: Encodable {
        let lengths: [Int]
        let cases: [Case]
    }

    /// A name, the pattern, and how many states it has.
    struct Case: Encodable {
        let name: String
        let pattern: String
        let states: Int
    }

    private struct Prepared {
        let measured: AdversarialCase
        let values: [[UInt8]]
    }

    private static let lengths = [32_768, 65_536]
    private let cases: [Prepared]

    init(_ cases: [AdversarialCase]) {
        self.cases = cases.map { measured in
            Prepared(measured: measured, values: Self.lengths.map { measured.value($0) })
        }
    }

    func facts() -> Facts {
        Facts(
            lengths: Self.lengths,
            cases: cases.map { prepared in
                let pattern = prepared.measured.pattern
                return Case(name: prepared.measured.name, pattern: pattern.description, states: pattern.stateCount)
            }
        )
    }

    /// For each case the time at each length.
    func round(_ repetitions: Int) throws -> [Double] {
        try cases.flatMap { prepared in
            try prepared.values.map { value in
                try Stopwatch.nanoseconds(repetitions) {
                    guard !prepared.measured.pattern.matches(value) else {
                        throw BenchError("\(prepared.measured.name) matches \(value.count) bytes that it must refuse")
                    }
                }
            }
        }
    }
}
