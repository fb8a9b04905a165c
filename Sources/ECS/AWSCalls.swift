import AWS

/// The calls to Amazon ECS that the engine makes.
protocol ECSCalls: Sendable {
    func runTask(_ input: RunTaskInput) async throws(AWSError) -> RunTaskOutput
    func describeTasks(cluster: String, tasks: [String]) async throws(AWSError) -> DescribeTasksOutput
    func listTasks(_ input: ListTasksInput) async throws(AWSError) -> [String]
    func stopTask(cluster: String, task: String, reason: String) async throws(AWSError)
    func tagResource(_ arn: String, _ tags: [String: String]) async throws(AWSError)
}

/// The calls to CloudWatch Logs that the engine makes.
protocol LogCalls: Sendable {
    func getLogEvents(_ input: GetLogEventsInput) async throws(AWSError) -> GetLogEventsOutput
    func createLogStream(group: String, stream: String) async throws(AWSError)
    func putLogEvents(group: String, stream: String, _ events: [PutLogEvent]) async throws(AWSError)
}

extension ECSClient: ECSCalls {}
extension CloudWatchLogsClient: LogCalls {}

/// Where the engine's calls go.
struct EngineCalls: Sendable {
    let ecs: any ECSCalls
    let logs: any LogCalls
    /// The region that they go to.
    let region: String
}
