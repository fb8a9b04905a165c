import Fixtures
import Foundation
import RunProtocol
import Testing

@testable import AWS

/// ECS as moto has it, which checks its input with the service's own rules.
@Suite(.enabled(if: MotoHost.isThere, MotoHost.reason), .timeLimit(.minutes(30)))
struct ECSClientTests {
    private static func task(in place: MotoHost.Place) -> RunTaskInput {
        var container = ECSContainerOverride(name: "terraform-planner")
        container.command = ["--stop-grace", "30", "--", "infrastructure-deploy-script", "--ref", "main"]
        container.environment = [("DEPLOY_RUNNER_RUN_ID", "run-1")]
        var input = RunTaskInput(
            cluster: place.cluster,
            taskDefinition: place.taskDefinition,
            clientToken: "run-1",
            containerOverride: container
        )
        input.launchType = "FARGATE"
        input.platformVersion = "1.4.0"
        input.subnets = [place.subnet]
        input.securityGroups = [place.securityGroup]
        input.cpu = 1024
        input.memory = 2048
        input.tags = ["deploy-runner:run-id": "run-1", "deploy-runner:script": "infrastructure-deploy-script"]
        return input
    }

    @Test func `A task is started, found, tagged and stopped`() async throws {
        try await MotoHost.with { session, place in
            let input = Self.task(in: place)
            let started = try await session.ecs.runTask(input)
            let task = try #require(started.tasks.first)
            #expect(started.failures.isEmpty && started.tasks.count == 1)
            #expect(task.taskDefinitionARN == place.taskDefinition && task.startedBy == "run-1")
            #expect(task.launchType == "FARGATE" && task.tags == input.tags)

            var filter = ListTasksInput(cluster: place.cluster, desiredStatus: "RUNNING")
            filter.startedBy = "run-1"
            #expect(try await session.ecs.listTasks(filter) == [task.arn])
            filter.startedBy = "run-2"
            #expect(try await session.ecs.listTasks(filter) == [])

            try await session.ecs.tagResource(task.arn, ["deploy-runner:stop-reason": "interrupted"])
            let tags = input.tags.merging(["deploy-runner:stop-reason": "interrupted"]) { $1 }
            #expect(try await session.ecs.tags(of: task.arn) == tags)

            try await session.ecs.stopTask(cluster: place.cluster, task: task.arn, reason: "deploy-runner: interrupted")
            let described = try await session.ecs.describeTasks(cluster: place.cluster, tasks: [task.arn])
            let stopped = try #require(described.tasks.first)
            #expect(stopped.desiredStatus == "STOPPED" && stopped.stoppedReason == "deploy-runner: interrupted")
            #expect(stopped.arn == task.arn && stopped.clusterARN == task.clusterARN)
        }
    }

    @Test func `What is not there is an error with its code`() async throws {
        try await MotoHost.with { session, place in
            await #expect {
                _ = try await session.ecs.describeTasks(cluster: "elsewhere", tasks: ["t"])
            } throws: { error in
                (error as? AWSError)?.code == "ClusterNotFoundException" && (error as? AWSError)?.kind == .notFound
            }
            var input = Self.task(in: place)
            input.taskDefinition = "unknown:1"
            await #expect(throws: AWSError.self) { _ = try await session.ecs.runTask(input) }
        }
    }

    @Test func `All pages of a list are read`() async throws {
        try await MotoHost.with { session, place in
            var arns: Set<String> = []
            for number in 0..<3 {
                var input = Self.task(in: place)
                input.clientToken = "run-\(number)"
                arns.formUnion(try await session.ecs.runTask(input).tasks.map(\.arn))
            }
            let listed = try await session.ecs.listTasks(
                ListTasksInput(cluster: place.cluster, desiredStatus: "RUNNING")
            )
            #expect(Set(listed) == arns && listed.count == 3)
        }
    }
}

/// What moto does not answer with.
@Suite(.timeLimit(.minutes(30)))
struct ECSAnswerTests {
    @Test func `Pages are followed by their tokens, and a token that leads nowhere ends it`() async throws {
        let pages = ServedCalls(
            .json(200, #"{"taskArns":["a","b"],"nextToken":"t1"}"#),
            .json(200, #"{"taskArns":[],"nextToken":"t2"}"#),
            .json(200, #"{"taskArns":["c"]}"#)
        )
        let input = ListTasksInput(cluster: "c", desiredStatus: "STOPPED")
        let (arns, requests) = try await pages.run { try await $0.ecs.listTasks(input) }
        #expect(arns == ["a", "b", "c"])
        #expect(
            requests.map { String(decoding: $0.body, as: UTF8.self) } == [
                #"{"cluster":"c","desiredStatus":"STOPPED"}"#,
                #"{"cluster":"c","desiredStatus":"STOPPED","nextToken":"t1"}"#,
                #"{"cluster":"c","desiredStatus":"STOPPED","nextToken":"t2"}"#,
            ]
        )
        let same = ServedCalls(.json(200, #"{"nextToken":"t1"}"#), .json(200, #"{"nextToken":"t1"}"#))
        let (error, _) = try await same.failure { try await $0.ecs.listTasks(input) }
        #expect(error?.kind == .malformedAnswer)
    }

    @Test func `A request is the same bytes for the same input`() async throws {
        var container = ECSContainerOverride(name: "c")
        container.command = ["--", "s", "é\n\"/"]
        container.cpu = 256
        container.memory = 512
        var input = RunTaskInput(cluster: "k", taskDefinition: "f:1", clientToken: "t", containerOverride: container)
        input.capacityProviders = ["FARGATE_SPOT"]
        input.subnets = ["subnet-1"]
        input.assignsPublicIP = true
        input.tags = ["b": "2", "a": "1"]
        #expect(
            String(decoding: JSON.encode(RunTaskBody(input)), as: UTF8.self)
                == #"{"capacityProviderStrategy":[{"capacityProvider":"FARGATE_SPOT","weight":1}],"clientToken":"t","#
                + #""cluster":"k","count":1,"networkConfiguration":{"awsvpcConfiguration":{"assignPublicIp":"ENABLED","#
                + #""subnets":["subnet-1"]}},"overrides":{"containerOverrides":[{"command":["--","s","é\n\"/"],"cpu":256,"#
                + #""memory":512,"name":"c"}]},"startedBy":"t","tags":[{"key":"a","value":"1"},{"key":"b","value":"2"}],"#
                + #""taskDefinition":"f:1"}"#
        )
        let whole = String(decoding: JSON.encode(RunTaskBody(input)), as: UTF8.self)
        #expect(whole.contains("\"overrides\":" + String(decoding: input.overridesJSON, as: UTF8.self)))
    }

    @Test func `Failures and details of tasks are read`() async throws {
        let answer = ServedCalls(
            .json(
                200,
                """
                {"failures":[{"arn":"a","reason":"RESOURCE:MEMORY","detail":"d"}],"tasks":[{"taskArn":"t","clusterArn":"c",
                "taskDefinitionArn":"d","lastStatus":"STOPPED","desiredStatus":"STOPPED","stopCode":"TaskFailedToStart",
                "stoppedReason":"CannotPullContainerError","createdAt":1767323045.678,"startedAt":1767323046,"connectivity":
                "CONNECTED","capacityProviderName":"FARGATE","containers":[{"name":"x","exitCode":137,"runtimeId":"r",
                "reason":"OutOfMemoryError","lastStatus":"STOPPED"},{"name":"y"}],"tags":[{"key":"k","value":"v"}],
                "newThing":{"a":[1]}}]}
                """
            )
        )
        let (output, _) = try await answer.run { try await $0.ecs.describeTasks(cluster: "c", tasks: ["t", "a"]) }
        #expect(output.failures == [ECSFailure(arn: "a", reason: "RESOURCE:MEMORY", detail: "d")])
        let task = try #require(output.tasks.first)
        #expect(task.createdAt?.description == "2026-01-02T03:04:05.678Z")
        #expect(task.startedAt?.description == "2026-01-02T03:04:06.000Z" && task.stoppedAt == nil)
        #expect(task.stopCode == "TaskFailedToStart" && task.tags == ["k": "v"] && task.connectivity == "CONNECTED")
        #expect(task.containers.map(\.exitCode) == [137, nil])
        #expect(task.containers.first?.reason == "OutOfMemoryError" && task.containers.first?.runtimeID == "r")
    }

    @Test func `A repeated RunTask carries the same token`() async throws {
        let container = ECSContainerOverride(name: "c")
        let input = RunTaskInput(cluster: "k", taskDefinition: "f:1", clientToken: "t", containerOverride: container)
        let (_, requests) = try await ServedCalls(.ending(.close), .json(200, #"{"tasks":[],"failures":[]}"#))
            .run { try await $0.ecs.runTask(input) }
        #expect(requests.count == 2 && requests[0].body == requests[1].body)
    }
}
