/// What became of a request for a task: a task, or failures, both with the status 200.
public struct RunTaskOutput: Hashable, Sendable {
    /// What was started.
    public var tasks: [ECSTask]
    /// Why a task was not started.
    public var failures: [ECSFailure]
}
