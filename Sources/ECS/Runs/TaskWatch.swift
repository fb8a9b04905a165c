import AWS

/// Looks at tasks for everybody in this process who follows a run: those who ask at about the same time share a call.
actor TaskWatch {
    private let ecs: any ECSCalls
    private let cluster: String
    private let sleep: @Sendable (Duration) async throws -> Void
    /// How many looks were asked for so far, which tests wait for.
    private(set) var looks = 0
    private var batches = 0
    /// The batch that others may still join.
    private var open: Batch?
    /// The tasks of the batches that have not gone out yet.
    private var waiting: [Int: Set<String>] = [:]

    /// DescribeTasks takes 100 tasks.
    static let mostTasks = 100
    /// How long a look waits for others to join it.
    static let collectionTime = Duration.milliseconds(20)

    private typealias Answer = Task<Result<[String: ECSTask], AWSError>, Never>

    /// Looks that go out together.
    private struct Batch {
        let number: Int
        let answer: Answer
    }

    init(_ ecs: any ECSCalls, cluster: String, _ time: EngineTime) {
        self.ecs = ecs
        self.cluster = cluster
        sleep = time.sleep
    }

    /// What ECS says of a task; `nil` when it does not know the task, which in its first seconds means nothing.
    ///
    /// - Throws: what the call throws.
    func look(at task: String) async throws(AWSError) -> ECSTask? {
        try await join(task).value.get()[task]
    }

    private func join(_ task: String) -> Answer {
        looks += 1
        let batch = open ?? makeBatch()
        waiting[batch.number, default: []].insert(task)
        open = waiting[batch.number, default: []].count < Self.mostTasks ? batch : nil
        return batch.answer
    }

    private func makeBatch() -> Batch {
        batches += 1
        let number = batches
        return Batch(
            number: number,
            answer: Task { [sleep] in
                try? await sleep(Self.collectionTime)
                return await self.send(number)
            }
        )
    }

    private func send(_ number: Int) async -> Result<[String: ECSTask], AWSError> {
        if open?.number == number { open = nil }
        let tasks = waiting.removeValue(forKey: number) ?? []
        do throws(AWSError) {
            let answer = try await ecs.describeTasks(cluster: cluster, tasks: tasks.sorted())
            return .success(Dictionary(answer.tasks.map { ($0.arn, $0) }, uniquingKeysWith: { first, _ in first }))
        } catch {
            return .failure(error)
        }
    }
}
