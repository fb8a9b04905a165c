import Fixtures
import Foundation
import RunProtocol
import Supervision
import Testing

/// Whole runs under fault schedules that a seed draws: throttling in both disguises, 5xx, resets, cuts anywhere, late,
/// doubled, reordered, merged and split log events, tasks that are missing for a while.
///
/// `make test` takes a sample, `make soak` a thousand seeds; a seed that has failed once stays in the list.
@Suite(
    .serialized,
    .enabled(if: SandboxRequirement.isMet, Comment(rawValue: SandboxRequirement.reason)),
    .enabled(if: AWSStandin.isPossible, Comment(rawValue: AWSStandin.reason)),
    .timeLimit(.minutes(600))
)
struct AWSSoakTests {
    /// The seeds to try: those that have failed once, and as many more as the environment asks for.
    private static let seeds: [Int] = {
        let count = ProcessInfo.processInfo.environment["DEPLOY_RUNNER_SOAK_SEEDS"].flatMap(Int.init) ?? 10
        return failedOnce + (1...count)
    }()

    /// Each gave up: call after call broke, most of them behind the last word of the log.
    private static let failedOnce = [34, 323, 362, 897, 967]

    /// So many sites work at once: a run under faults mostly waits.
    private static let lanes = min(6, max(1, seeds.count / 10))

    @Test func `no line is lost, doubled or out of order, and no task is started twice`() async throws {
        let completed = try await withThrowingTaskGroup(of: Int.self) { group in
            for lane in 0..<Self.lanes {
                group.addTask {
                    let site = try await AWSSite()
                    var completed = 0
                    for index in stride(from: lane, to: Self.seeds.count, by: Self.lanes) {
                        completed += try await Self.comesThroughWhole(Self.seeds[index], at: site) ? 1 : 0
                    }
                    return completed
                }
            }
            return try await group.reduce(0, +)
        }
        print("soak: \(completed) of \(Self.seeds.count) runs came through whole")
        // When a fault strikes is not the seed's alone, and of a few runs one more or less is no measure.
        #expect(Self.seeds.count - completed <= max(2, Self.seeds.count / 10), "too many runs gave up")
    }

    /// Runs the job that a seed draws, under the faults that it draws, and holds the outcome to the promises.
    private static func comesThroughWhole(_ seed: Int, at site: AWSSite) async throws -> Bool {
        var generator = SeededGenerator(seed: UInt64(seed))
        let lines = Int(pow(20_000, Double(generator.below(1001)) / 1000))
        let code = generator.pick([0, 0, 1, 2, 77])
        let before = try await site.tasksStarted()
        try await site.standin.tell("PUT", "faults", #"{"seed": \#(seed), "profile": "rough"}"#)
        let run = try await site.start(try site.job("seq 1 \(lines); exit \(code)")).result()
        try await site.standin.tell("PUT", "faults", "{}")
        let started = try await site.tasksStarted() - before
        let place = Comment(rawValue: "seed \(seed), \(lines) lines, exit \(code): \(run.errors)")
        #expect(started <= 1, place)
        let expected = (1...lines).map { "\($0)\n" }.joined()
        if run.errors.contains("log complete") {
            #expect(started == 1, place)
            #expect(run.code == code, place)
            #expect(run.output == expected, place)
            return true
        }
        print("soak: \(place)")
        // What could not be read to its end says so with a code of its own; what came is in order all the same.
        #expect([69, 70, 74, 75].contains(run.code) || (run.code == code && code != 0), place)
        #expect(expected.hasPrefix(run.output) || run.errors.contains("incomplete"), place)
        let numbers = run.output.split(separator: "\n").compactMap { Int($0) }
        #expect(zip(numbers, numbers.dropFirst()).allSatisfy(<) && numbers.allSatisfy((1...lines).contains), place)
        return false
    }
}
