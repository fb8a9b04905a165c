import AWS

/// The tags of the ECS task that this process is in: what the invoker tells a task beside SIGTERM.
struct TaskTags: Sendable {
    /// Reads them.
    let read: @Sendable () async throws -> [String: String]

    init(_ read: @escaping @Sendable () async throws -> [String: String]) {
        self.read = read
    }

    /// The tags as ECS has them, read with the task's own role (`ecs:ListTagsForResource`); `nil` where this is no ECS
    /// task.
    static func ofThisTask(_ environment: [String: String]) -> TaskTags? {
        guard let uri = environment[TaskMetadata.variable] else { return nil }
        return TaskTags {
            let task = try await TaskMetadata.read(uri)
            return try await AWSSession.with(region: task.region, environment: TaskRole.alone(environment)) { session in
                try await session.ecs.tags(of: task.taskARN)
            }
        }
    }
}
