import Fixtures
import RunProtocol
import Synchronization
import Testing

@testable import AWS
@testable import ECS

@Suite struct TaskWatchTests {
    private func arn(_ number: Int) -> String { "arn:aws:ecs:eu-west-1:1:task/runner/\(number)" }

    private func watch(_ aws: ScriptedAWS) -> TaskWatch {
        TaskWatch(aws, cluster: "runner", EngineTime(ContinuousClock(), now: { Sample.at }))
    }

    /// Runs the looks at about the same time, however long each takes to begin: the time to collect them ends with the last.
    private func lookTogether(_ aws: ScriptedAWS, _ looks: [@Sendable (TaskWatch) async throws -> Void]) async throws {
        let isOver = Mutex(false)
        let time = EngineTime(
            now: { Sample.at },
            elapsed: { .zero },
            sleep: { _ in try await eventually { isOver.withLock { $0 } } }
        )
        let watch = TaskWatch(aws, cluster: "runner", time)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for look in looks { group.addTask { try await look(watch) } }
            try await eventually { await watch.looks == looks.count }
            isOver.withLock { $0 = true }
            try await group.waitForAll()
        }
    }

    @Test func `those who ask at about the same time share a call, and each gets its own task`() async throws {
        let aws = ScriptedAWS { $0.describe = { tasks in tasks.map(ECSTask.running) } }
        try await lookTogether(
            aws,
            (0..<50).map { number in
                { watch in
                    let seen = try await watch.look(at: arn(number % 40))
                    #expect(seen?.arn == arn(number % 40))
                }
            }
        )
        #expect(aws.calls == ["DescribeTasks 40"])
    }

    @Test func `more than a hundred tasks take more than one call, each of a hundred at most`() async throws {
        let aws = ScriptedAWS { $0.describe = { tasks in tasks.map(ECSTask.running) } }
        let watch = watch(aws)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<250 {
                group.addTask {
                    let seen = try await watch.look(at: arn(number))
                    #expect(seen?.arn == arn(number))
                }
            }
            try await group.waitForAll()
        }
        #expect(aws.calls.count >= 3)
        #expect(aws.calls.compactMap { Int($0.split(separator: " ")[1]) }.reduce(0, +) == 250)
        #expect(aws.calls.allSatisfy { (Int($0.split(separator: " ")[1]) ?? 0) <= 100 })
    }

    @Test func `a look that comes later is a call of its own`() async throws {
        let aws = ScriptedAWS { $0.describe = { tasks in tasks.map(ECSTask.running) } }
        let watch = watch(aws)
        _ = try await watch.look(at: arn(1))
        _ = try await watch.look(at: arn(1))
        #expect(aws.calls == ["DescribeTasks 1", "DescribeTasks 1"])
    }

    @Test func `a task that ECS does not know is nil, and others are seen all the same`() async throws {
        let known = arn(1)
        let aws = ScriptedAWS { $0.describe = { _ in [ECSTask.running(known)] } }
        let watch = watch(aws)
        async let one = watch.look(at: arn(1))
        async let two = watch.look(at: arn(2))
        #expect(try await one != nil)
        #expect(try await two == nil)
    }

    @Test func `an error reaches everybody who asked`() async throws {
        let aws = ScriptedAWS { $0.describe = { _ throws(AWSError) in throw .failed(.throttled) } }
        try await lookTogether(
            aws,
            (1...3).map { number in
                { watch in await #expect(throws: AWSError.self) { try await watch.look(at: arn(number)) } }
            }
        )
        #expect(aws.calls == ["DescribeTasks 3"])
    }
}
