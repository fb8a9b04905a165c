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
