/// Where a run and its log are on AWS: enough to follow it with nobody's help.
public struct RunPlace: Hashable, Sendable {
    /// The log group.
    public var group: String
    /// The task's log stream.
    public var stream: String
    /// The cluster.
    public var cluster: String
    /// The region.
    public var region: String
    /// The task's ARN.
    public var task: String

    /// Reads a place from the `log` of an answer to `run`, and its `task`, or from the `log` of a status.
    public init?(log: [String: String], task: String? = nil) {
        guard let group = log["group"], let stream = log["stream"], let cluster = log["cluster"],
            let region = log["region"], let task = task ?? log["task"]
        else { return nil }
        (self.group, self.stream, self.cluster, self.region, self.task) = (group, stream, cluster, region, task)
    }

    /// The place of a task that runs a container.
    init(task: String, container: String, _ settings: ECSConfiguration, region: String) {
        group = settings.logGroup
        let id = task.split(separator: "/").last.map(String.init) ?? task
        stream = "\(ECSConfiguration.streamPrefix)/\(container)/\(id)"
        cluster = settings.cluster
        self.region = region
        self.task = task
    }

    /// The place as an answer to `run` carries it, beside the task.
    var log: [String: String] { ["group": group, "stream": stream, "cluster": cluster, "region": region] }

    /// The place as a status carries it.
    var logWithTask: [String: String] { log.merging(["task": task]) { first, _ in first } }
}
