/// What a caller asks for: one script of one container with arguments (DESIGN section 5).
///
/// The request is what the caller *said*; only the gatekeeper turns it into something that may run. It is written here
/// and read by the invoker alone, which refuses what it does not know.
public struct RunRequest: Hashable, Sendable, Encodable {
    /// The container, or `nil` for the one that the configuration marks as `default`.
    public var containerName: String?
    /// The script's name in the trigger directory.
    public var script: String
    /// The caller's arguments, each untouched.
    public var args: [String]
    /// CPU units (1024 is one vCPU) for this task, or `nil` for the configured default.
    public var taskCPU: Int?
    /// Memory in MiB for this task, or `nil` for the configured default.
    public var taskMemory: Int?
    /// `FARGATE` or `EC2`, or `nil` for the configured default.
    public var taskLaunchType: String?
    /// Makes the request safe to retry: two requests with one token start one run.
    public var clientToken: String?
    /// Who asks, in the caller's own words: recorded, never trusted.
    public var caller: [String: String]

    /// Makes a request for a script; everything else is a property to set.
    public init(containerName: String?, script: String, args: [String]) {
        self.containerName = containerName
        self.script = script
        self.args = args
        caller = [:]
    }

    private enum CodingKeys: String, CodingKey {
        case containerName = "container_name"
        case script
        case args
        case taskCPU = "task_cpu"
        case taskMemory = "task_memory"
        case taskLaunchType = "task_launch_type"
        case clientToken = "client_token"
        case caller
    }
}
