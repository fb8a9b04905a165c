/// A machine.
public struct EC2Instance: Hashable, Sendable {
    /// `i-…`.
    public let id: String
    /// `pending`, `running`, `shutting-down`, `terminated`, `stopping` or `stopped`.
    public let state: String
    /// The volumes that are attached to it.
    public let volumes: [String]

    init?(_ item: XMLElement) {
        guard let id = item.text("instanceId"), let state = item.text("instanceState", "name") else { return nil }
        self.id = id
        self.state = state
        volumes = item["blockDeviceMapping"]?.children.compactMap { $0.text("ebs", "volumeId") } ?? []
    }

    /// Whether it is gone, or will be without anybody's doing.
    public var isEnding: Bool { state == "terminated" || state == "shutting-down" }
}
