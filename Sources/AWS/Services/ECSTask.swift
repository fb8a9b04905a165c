public import RunProtocol

/// A task as ECS describes it.
public struct ECSTask: Hashable, Sendable {
    /// Its ARN.
    public var arn: String
    /// The cluster it runs on.
    public var clusterARN: String
    /// The revision it was made from.
    public var taskDefinitionARN: String
    /// `PROVISIONING` to `STOPPED`.
    public var lastStatus: String
    /// `RUNNING` or `STOPPED`.
    public var desiredStatus: String
    /// `EssentialContainerExited`, `TaskFailedToStart`, `UserInitiated`, ….
    public var stopCode: String?
    /// The same in a sentence.
    public var stoppedReason: String?
    /// What started it said of itself.
    public var startedBy: String?
    /// `FARGATE` or `EC2`.
    public var launchType: String?
    /// The capacity provider it was placed by.
    public var capacityProviderName: String?
    /// `CONNECTED` or `DISCONNECTED`.
    public var connectivity: String?
    /// When the request for it was taken.
    public var createdAt: Timestamp?
    /// When the pull of the image began.
    public var pullStartedAt: Timestamp?
    /// When the pull of the image was over.
    public var pullStoppedAt: Timestamp?
    /// When its containers ran.
    public var startedAt: Timestamp?
    /// When its end began.
    public var stoppingAt: Timestamp?
    /// When it was over.
    public var stoppedAt: Timestamp?
    /// Its containers.
    public var containers: [ECSContainer]
    /// Its tags, where they were asked for.
    public var tags: [String: String]
}

/// A container of a task.
public struct ECSContainer: Decodable, Hashable, Sendable {
    /// Its name in the task definition.
    public var name: String
    /// `PENDING`, `RUNNING`, `STOPPED`.
    public var lastStatus: String?
    /// What its first process ended with; `nil` while it runs, and when nobody saw its end.
    public var exitCode: Int?
    /// Why it did not start, or was killed.
    public var reason: String?
    /// The container runtime's name for it.
    public var runtimeID: String?

    private enum CodingKeys: String, CodingKey {
        case name
        case lastStatus
        case exitCode
        case reason
        case runtimeID = "runtimeId"
    }
}

/// Why something was not done, or not found.
public struct ECSFailure: Decodable, Hashable, Sendable {
    /// Of what.
    public var arn: String?
    /// `MISSING`, `RESOURCE:MEMORY`, `AGENT`, ….
    public var reason: String?
    /// More about it.
    public var detail: String?
}

extension ECSTask: Decodable {
    private enum CodingKeys: String, CodingKey {
        case arn = "taskArn"
        case clusterARN = "clusterArn"
        case taskDefinitionARN = "taskDefinitionArn"
        case lastStatus
        case desiredStatus
        case stopCode
        case stoppedReason
        case startedBy
        case launchType
        case capacityProviderName
        case connectivity
        case createdAt
        case pullStartedAt
        case pullStoppedAt
        case startedAt
        case stoppingAt
        case stoppedAt
        case containers
        case tags
    }

    /// Reads ECS's description, in which times are seconds since the epoch.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        func text(_ key: CodingKeys) throws -> String? { try fields.decodeIfPresent(String.self, forKey: key) }
        func time(_ key: CodingKeys) throws -> Timestamp? {
            let seconds = try fields.decodeIfPresent(Double.self, forKey: key)
            return seconds.flatMap { Int64(exactly: ($0 * 1000).rounded()) }.map(Timestamp.init(milliseconds:))
        }
        arn = try fields.decode(String.self, forKey: .arn)
        clusterARN = try text(.clusterARN) ?? ""
        taskDefinitionARN = try text(.taskDefinitionARN) ?? ""
        lastStatus = try text(.lastStatus) ?? ""
        desiredStatus = try text(.desiredStatus) ?? ""
        stopCode = try text(.stopCode)
        stoppedReason = try text(.stoppedReason)
        startedBy = try text(.startedBy)
        launchType = try text(.launchType)
        capacityProviderName = try text(.capacityProviderName)
        connectivity = try text(.connectivity)
        createdAt = try time(.createdAt)
        pullStartedAt = try time(.pullStartedAt)
        pullStoppedAt = try time(.pullStoppedAt)
        startedAt = try time(.startedAt)
        stoppingAt = try time(.stoppingAt)
        stoppedAt = try time(.stoppedAt)
        containers = try fields.decodeIfPresent([ECSContainer].self, forKey: .containers) ?? []
        tags = ECSTag.dictionary(try fields.decodeIfPresent([ECSTag].self, forKey: .tags))
    }
}
