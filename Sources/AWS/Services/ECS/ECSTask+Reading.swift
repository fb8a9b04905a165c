import RunProtocol

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
