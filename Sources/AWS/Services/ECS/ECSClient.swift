import RunProtocol

/// Amazon Elastic Container Service: starts, watches and stops tasks.
///
/// Every call may be repeated: `RunTask` carries a token, and the others do twice what they do once.
public struct ECSClient: Sendable {
    let caller: ServiceCaller

    init(_ caller: ServiceCaller) {
        self.caller = caller
    }

    /// Starts a task.
    ///
    /// - Returns: the task, or why there is none: ECS answers a lack of room with failures, not with an error.
    /// - Throws: `AWSError`; `.conflict` when the token was used for another request.
    public func runTask(_ input: RunTaskInput) async throws(AWSError) -> RunTaskOutput {
        let output: Tasks = try await call("RunTask", RunTaskBody(input))
        return RunTaskOutput(tasks: output.tasks ?? [], failures: output.failures ?? [])
    }

    /// Describes at most 100 tasks, their tags included.
    public func describeTasks(cluster: String, tasks: [String]) async throws(AWSError) -> DescribeTasksOutput {
        struct Input: Encodable {
            let cluster: String
            let tasks: [String]
            let include = ["TAGS"]
        }
        let output: Tasks = try await call("DescribeTasks", Input(cluster: cluster, tasks: tasks))
        return DescribeTasksOutput(tasks: output.tasks ?? [], failures: output.failures ?? [])
    }

    /// The ARNs of all tasks that fit, however many pages they fill.
    public func listTasks(_ input: ListTasksInput) async throws(AWSError) -> [String] {
        struct Input: Encodable {
            let cluster: String
            let startedBy: String?
            let family: String?
            let desiredStatus: String
            let nextToken: String?
        }
        struct Output: Decodable {
            let taskArns: [String]?
            let nextToken: String?
        }
        var arns: [String] = []
        var token: String?
        repeat {
            let page: Output = try await call(
                "ListTasks",
                Input(
                    cluster: input.cluster,
                    startedBy: input.startedBy,
                    family: input.family,
                    desiredStatus: input.desiredStatus,
                    nextToken: token
                )
            )
            arns += page.taskArns ?? []
            guard page.nextToken == nil || page.nextToken != token else {
                throw AWSError(
                    .malformedAnswer,
                    service: "ecs",
                    operation: "ListTasks",
                    message: "the answer's token leads to the same page again"
                )
            }
            token = page.nextToken
        } while token?.isEmpty == false
        return arns
    }

    /// Asks a task to end: SIGTERM, and after the task's stop timeout SIGKILL.
    ///
    /// One that has ended stays as it is. `reason` is what DescribeTasks says later.
    public func stopTask(cluster: String, task: String, reason: String) async throws(AWSError) {
        struct Input: Encodable {
            let cluster: String
            let task: String
            let reason: String
        }
        let _: Nothing = try await call("StopTask", Input(cluster: cluster, task: task, reason: reason))
    }

    /// Adds tags to a task, or changes those it has.
    public func tagResource(_ arn: String, _ tags: [String: String]) async throws(AWSError) {
        struct Input: Encodable {
            let resourceArn: String
            let tags: [ECSTag]
        }
        let _: Nothing = try await call("TagResource", Input(resourceArn: arn, tags: ECSTag.list(tags)))
    }

    /// The tags of a task.
    public func tags(of arn: String) async throws(AWSError) -> [String: String] {
        struct Input: Encodable {
            let resourceArn: String
        }
        struct Output: Decodable {
            let tags: [ECSTag]?
        }
        let output: Output = try await call("ListTagsForResource", Input(resourceArn: arn))
        return ECSTag.dictionary(output.tags)
    }

    private struct Tasks: Decodable {
        let tasks: [ECSTask]?
        let failures: [ECSFailure]?
    }

    private func call<Output: Decodable>(
        _ operation: String,
        _ input: some Encodable
    ) async throws(AWSError) -> Output {
        try await caller.json(operation, "AmazonEC2ContainerServiceV20141113", input)
    }
}
