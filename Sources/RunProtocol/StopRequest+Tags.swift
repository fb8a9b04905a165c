extension StopRequest {
    /// The request as tags of a task: what goes with a SIGTERM, which says neither how urgent a stop is nor why.
    public var tags: [String: String] {
        [Self.urgencyTag: urgency.rawValue, Self.reasonTag: reason.rawValue]
    }

    /// Reads a request from a task's tags, or answers `nil` when nobody has left one there.
    public init?(tags: [String: String]) {
        guard let urgency = tags[Self.urgencyTag].flatMap(Urgency.init), let reason = Self.reason(in: tags) else {
            return nil
        }
        self.init(urgency, because: reason)
    }

    /// The reason for a stop that somebody has left on a task.
    public static func reason(in tags: [String: String]) -> StopReason? {
        tags[reasonTag].flatMap(StopReason.init(rawValue:))
    }

    /// The tag that says how long the job may take.
    public static let urgencyTag = "deploy-runner:stop-urgency"
    private static let reasonTag = "deploy-runner:stop-reason"
}
