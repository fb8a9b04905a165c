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
