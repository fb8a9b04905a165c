public import Gatekeeper

/// What the `ecs` section of a configuration says: where tasks run on Amazon ECS, and as what.
public struct ECSConfiguration: Hashable, Sendable {
    /// The cluster's name or ARN.
    public var cluster: String
    /// The subnets that a task's network interface may lie in.
    public var subnets: [String]
    /// The security groups of that interface; the VPC's default one when empty.
    public var securityGroups: [String] = []
    /// Whether a task on Fargate gets an address that the internet can reach; without one it needs NAT or endpoints.
    public var publicAddress = PublicAddress.none
    /// Fargate's platform version.
    public var platformVersion = "1.4.0"
    /// The log group of the tasks, which keeps the records of the runs, too.
    public var logGroup = "ecs-deploy-runner"
    /// The task definition of each container, with its revision: `family:7` or an ARN.
    public var taskDefinitions: [String: String]
    /// The capacity provider that stands for a launch type.
    public var capacityProviders: [LaunchType: String] = [:]
    /// The `stopTimeout` of the task definitions: how long ECS waits between SIGTERM and SIGKILL, in seconds.
    public var stopTimeoutSeconds = 120
    /// How long a job may run, in minutes.
    ///
    /// Its entrypoint stops it then, since on ECS nobody else stays to watch.
    public var maxRunMinutes = 4 * 60
    /// How long nobody may have followed an attended run whose script is cancelled when it is abandoned, in seconds.
    public var abandonAfterSeconds = 300

    /// Makes a configuration; everything else is a property to set.
    public init(cluster: String, subnets: [String], taskDefinitions: [String: String]) {
        self.cluster = cluster
        self.subnets = subnets
        self.taskDefinitions = taskDefinitions
    }

    /// Whether a task's network interface has an address that the internet can reach.
    public enum PublicAddress: Hashable, Sendable {
        /// It has none.
        case none
        /// It has one.
        case assigned
    }

    /// What the awslogs driver of the task definitions puts before the container in the name of a log stream.
    static let streamPrefix = "ecs-deploy-runner"

    /// The longest grace that a script can have: what is left of ECS's time when the entrypoint has sent SIGTERM, waited
    /// 10 s and sent SIGKILL, and the log driver has flushed, which takes it up to 5 s.
    var longestGraceSeconds: Int { max(0, stopTimeoutSeconds - 15) }
}
