/// One task to start.
public struct RunTaskInput: Sendable {
    /// A name or an ARN.
    public var cluster: String
    /// `family:revision` or an ARN.
    public var taskDefinition: String
    /// Requests with the same token start one task; at most 64 characters.
    public var clientToken: String
    /// What the task can be found by; at most 128 characters.
    public var startedBy: String
    /// `FARGATE` or `EC2`; not together with capacity providers.
    public var launchType: String?
    /// The capacity providers to choose from, each with the same weight.
    public var capacityProviders: [String] = []
    /// Fargate's platform: `1.4.0`.
    public var platformVersion: String?
    /// Where the task's network interface is; none for tasks that have no interface of their own.
    public var subnets: [String] = []
    /// What the network interface may do; none: the VPC's default group.
    public var securityGroups: [String] = []
    /// Whether the network interface gets an address of the internet.
    public var assignsPublicIP = false
    /// In CPU units of 1/1024.
    public var cpu: Int?
    /// In MiB.
    public var memory: Int?
    /// What is different in the container from what its definition says.
    public var containerOverride: ECSContainerOverride
    /// At most 50.
    public var tags: [String: String] = [:]

    /// Makes a request for one task, started by the name of its token; everything else is a property to set.
    public init(
        cluster: String,
        taskDefinition: String,
        clientToken: String,
        containerOverride: ECSContainerOverride
    ) {
        self.cluster = cluster
        self.taskDefinition = taskDefinition
        self.clientToken = clientToken
        startedBy = clientToken
        self.containerOverride = containerOverride
    }
}
