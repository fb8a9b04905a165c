import Fixtures
import RunProtocol
import Testing

@testable import ECS

/// Whatever the log service does, no line is lost, doubled or out of order, and no log is called complete that is not.
@Suite struct LogReadingPropertyTests {
    private typealias Manners = SimulatedLogService.Manners

    /// A log of 1 to 120 records over up to half a minute, some of them in one millisecond.
    static func sample(_ generator: inout SeededGenerator) -> SampleLog {
        var time: Int64 = 0
        let count = Int.random(in: 2...121, using: &generator)
        let times = (0..<count).map { _ in
            if Int.random(in: 0..<3, using: &generator) == 0 { time += Int64.random(in: 1...600, using: &generator) }
            return time
        }
        return SampleLog(times: times) { number in
            number % 7 == 0 ? "" : String(repeating: "text \(number) ", count: number % 5 + 1)
        }
    }

    private func schedule(_ seed: UInt64, _ manners: Manners = Manners()) -> (SampleLog, SimulatedLogService) {
        var generator = SeededGenerator(seed: seed)
        let log = Self.sample(&generator)
        return (log, SimulatedLogService(log, manners, generator))
    }

    @Test func `2,000 schedules of late, doubled, reordered, merged and split events give each line once`() {
        var late = 0
        for seed in 1...2000 as ClosedRange<UInt64> {
            let (log, service) = schedule(seed)
            var reader = SimulatedReader(log, service)
            reader.read()
            let expected = log.lines.map { $0 + "\n" }.joined()
            #expect(String(decoding: reader.bytes, as: UTF8.self) == expected, "seed \(seed)")
            #expect(reader.verifier.completeness == .complete, "seed \(seed)")
            #expect(reader.numbers == Array(1..<log.lines.count), "seed \(seed)")
            #expect(reader.time <= service.settledAt + 40_000, "seed \(seed)")
            if reader.time > (log.times.last ?? 0) + 5000 { late += 1 }
        }
        // The schedules are no child's play: in many of them something came long after the task had ended.
        #expect(late > 200)
    }

    @Test func `a reader that leaves anywhere and comes back with its cursor misses nothing and reads nothing twice`() {
        for seed in 1...500 as ClosedRange<UInt64> {
            let (log, service) = schedule(seed)
            var first = SimulatedReader(log, service)
            first.read(until: Int(seed) % log.lines.count)
            let cursor = LogCursor(after: first.verifier.lastNumber, hint: first.hint)
            var second = SimulatedReader(log, service, at: first.time, from: cursor)
            second.read()
            #expect(first.numbers + second.numbers == Array(1..<log.lines.count), "seed \(seed)")
            #expect(second.verifier.completeness.isComplete, "seed \(seed)")
        }
    }

    @Test func `a wrong hint does no harm`() {
        for seed in 1...500 as ClosedRange<UInt64> {
            let (log, service) = schedule(seed)
            let end = (log.times.last ?? 0) + 60_000
            let record = Int(seed) % log.lines.count
            let timestamp = SampleLog.start + Int64(seed) * 50
            let hints = [
                "f/garbage/s", "f/99999999999999.1.0/s", "f/\(timestamp).3.0/s", "f/-1.-1.0/s", "b/1.1.1/s", "", "7",
            ]
            var reader = SimulatedReader(
                log,
                service,
                at: end,
                from: LogCursor(after: record, hint: hints[Int(seed) % hints.count])
            )
            reader.read()
            #expect(reader.numbers == Array((record + 1)..<log.lines.count), "seed \(seed)")
            #expect(reader.verifier.completeness.isComplete, "seed \(seed)")
            #expect(reader.time < end + 10_000, "seed \(seed)")
        }
    }

    @Test func `records that never come are named, in bounded time`() {
        for seed in 1...500 as ClosedRange<UInt64> {
            var generator = SeededGenerator(seed: seed &* 977)
            let (whole, _) = schedule(seed)
            var manners = Manners()
            manners.longestDelay = 5000
            // Never the trailer, and never everything.
            manners.lost = Set((1..<whole.lines.count).filter { _ in Int.random(in: 0..<6, using: &generator) == 0 })
            let (log, service) = schedule(seed, manners)
            var reader = SimulatedReader(log, service)
            reader.read()
            let kept = (1..<log.lines.count).filter { !manners.lost.contains($0) }
            #expect(reader.numbers == kept, "seed \(seed)")
            #expect(reader.verifier.completeness.isComplete == manners.lost.isEmpty, "seed \(seed)")
            let named = missing(reader.verifier.completeness)
            #expect(named == manners.lost, "seed \(seed)")
            #expect(reader.time < max(service.settledAt, log.times.last ?? 0) + 150_000, "seed \(seed)")
        }
    }

    @Test func `a log that loses its end breaks off, in bounded time`() {
        for seed in 1...300 as ClosedRange<UInt64> {
            let (whole, _) = schedule(seed)
            let last = Int(seed) % whole.lines.count
            var manners = Manners()
            manners.lost = Set((last + 1)...whole.lines.count)
            let (log, service) = schedule(seed, manners)
            var reader = SimulatedReader(log, service)
            reader.read()
            #expect(reader.hasEnded, "seed \(seed)")
            #expect(reader.numbers == Array(1..<(last + 1)), "seed \(seed)")
            #expect(reader.verifier.completeness == .incomplete([.noTrailer(after: last)]), "seed \(seed)")
            #expect(reader.time < (log.times.last ?? 0) + 200_000, "seed \(seed)")
        }
    }

    private func missing(_ completeness: LogCompleteness) -> Set<Int> {
        guard case .incomplete(let faults) = completeness else { return [] }
        return Set(
            faults.flatMap { fault -> [Int] in
                guard case .missing(let range) = fault else { return [] }
                return Array(range)
            }
        )
    }
}
