/// What became of a request for a task: a task, or failures, both with the status 200.
public struct RunTaskOutput: Hashable, Sendable {
    /// What was started.
    public var tasks: [ECSTask]
    /// Why a task was not started.
    public var failures: [ECSFailure]
}

/// What ECS knows of tasks.
public struct DescribeTasksOutput: Hashable, Sendable {
    /// Those it knows, in no order.
    public var tasks: [ECSTask]
    /// Those it does not, `MISSING`: in the first seconds, and from about an hour after their end.
    public var failures: [ECSFailure]
}

/// Which tasks of a cluster are listed.
public struct ListTasksInput: Sendable {
    /// A name or an ARN.
    public var cluster: String
    /// What started them; not together with `family`.
    public var startedBy: String?
    /// The family of their definition.
    public var family: String?
    /// `RUNNING` (from the first moment on) or `STOPPED`.
    public var desiredStatus: String

    /// Lists tasks of a status.
    public init(cluster: String, desiredStatus: String) {
        self.cluster = cluster
        self.desiredStatus = desiredStatus
    }
}
