/// Where ECS runs a task.
public enum LaunchType: String, Hashable, Sendable, CaseIterable {
    /// On capacity that AWS manages; only some combinations of cpu and memory exist.
    case fargate = "FARGATE"
    /// On the cluster's own instances.
    case ec2 = "EC2"
}
