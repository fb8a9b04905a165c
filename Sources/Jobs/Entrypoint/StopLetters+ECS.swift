import AWS
import RunProtocol

extension StopLetters {
    /// The letters of the ECS task that this process is in, read with the task's own role (`ecs:ListTagsForResource`);
    /// `nil` where this is no ECS task.
    ///
    /// A letter that cannot be read is none: the stop is a graceful one then, and its reason is the host's.
    static func ofThisTask(_ environment: [String: String]) -> StopLetters? {
        guard let uri = environment[TaskMetadata.variable] else { return nil }
        return StopLetters(
            look: {
                do {
                    let task = try await TaskMetadata.read(uri)
                    return try await AWSSession.with(region: task.region, environment: environment) { session in
                        StopRequest(tags: try await session.ecs.tags(of: task.taskARN))
                    }
                } catch {
                    return nil
                }
            },
            clock: ContinuousClock()
        )
    }
}
