/// What ECS knows of tasks.
public struct DescribeTasksOutput: Hashable, Sendable {
    /// Those it knows, in no order.
    public var tasks: [ECSTask]
    /// Those it does not, `MISSING`: in the first seconds, and from about an hour after their end.
    public var failures: [ECSFailure]
}
