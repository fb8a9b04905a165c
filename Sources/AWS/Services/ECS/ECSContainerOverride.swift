/// What is different in one container of a task.
public struct ECSContainerOverride: Sendable {
    /// The container's name in the task definition.
    public var name: String
    /// The command in place of the definition's.
    public var command: [String] = []
    /// Variables besides the definition's.
    public var environment: [(String, String)] = []
    /// In CPU units of 1/1024.
    public var cpu: Int?
    /// In MiB.
    public var memory: Int?

    /// Overrides nothing yet.
    public init(name: String) {
        self.name = name
    }
}
