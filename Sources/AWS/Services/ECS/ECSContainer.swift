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
