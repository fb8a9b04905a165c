import RunProtocol

@testable import AWS

extension GetLogEventsOutput {
    /// A page of a stream.
    static func page(_ events: [CloudWatchLogEvent], _ token: String?) -> GetLogEventsOutput {
        GetLogEventsOutput(events: events, nextForwardToken: token)
    }
}

extension CloudWatchLogEvent {
    /// An event with a text.
    init(timestamp: Int64, message: String) {
        self.init(timestamp: timestamp, message: Array(message.utf8)[...])
    }
}

extension ECSTask {
    /// A task that runs, with nothing else known of it.
    static func running(_ arn: String = Sample.task) -> ECSTask {
        ECSTask(
            arn: arn,
            clusterARN: "arn:aws:ecs:eu-west-1:1:cluster/runner",
            taskDefinitionARN: "arn:aws:ecs:eu-west-1:1:task-definition/planner:7",
            lastStatus: "RUNNING",
            desiredStatus: "RUNNING",
            createdAt: Sample.at,
            startedAt: Sample.at,
            containers: [ECSContainer(name: "planner", lastStatus: "RUNNING")],
            tags: [
                "deploy-runner:run-id": Sample.run.description, "deploy-runner:container": "planner",
                "deploy-runner:script": "plan", "deploy-runner:attendance": "attended",
            ]
        )
    }

    /// A task that ended by itself.
    static func stopped(_ exitCode: Int?, _ stopCode: String = "EssentialContainerExited") -> ECSTask {
        var task = running()
        task.lastStatus = "STOPPED"
        task.desiredStatus = "STOPPED"
        task.stopCode = stopCode
        task.stoppedReason = "Essential container in task exited"
        task.stoppedAt = Sample.at
        task.containers[0].exitCode = exitCode
        return task
    }

    /// A task that never ran its container.
    static func notStarted(_ reason: String) -> ECSTask {
        var task = stopped(nil, "TaskFailedToStart")
        task.startedAt = nil
        task.stoppedReason = reason
        return task
    }
}

extension AWSError {
    /// An error of ECS or CloudWatch Logs with nothing else known of it.
    static func failed(_ kind: Kind, _ message: String = "it failed") -> AWSError {
        AWSError(kind, service: "test", operation: "Call", message: message)
    }
}
