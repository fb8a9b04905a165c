import RunProtocol
import Testing

@testable import AWS
@testable import ECS

@Suite struct TaskWatchTests {
    private func arn(_ number: Int) -> String { "arn:aws:ecs:eu-west-1:1:task/runner/\(number)" }

    private func watch(_ aws: ScriptedAWS) -> TaskWatch {
        TaskWatch(aws, cluster: "runner", EngineTime(ContinuousClock(), now: { Sample.at }))
    }

    @Test func `those who ask at about the same time share a call, and each gets its own task`() async throws {
        let aws = ScriptedAWS { $0.describe = { tasks in tasks.map(ECSTask.running) } }
        let watch = watch(aws)
        let seen = try await withThrowingTaskGroup(of: String?.self) { group in
            for number in 0..<50 { group.addTask { try await watch.look(at: arn(number % 40))?.arn } }
            return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
        }
        #expect(seen == Set((0..<40).map { arn($0) }))
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
        let watch = watch(aws)
        await withTaskGroup(of: Void.self) { group in
            for number in 1...3 {
                group.addTask { await #expect(throws: AWSError.self) { try await watch.look(at: arn(number)) } }
            }
        }
        #expect(aws.calls == ["DescribeTasks 3"])
    }
}
