import AWS
import Gatekeeper
import Invoker
import RunProtocol
import Testing

@testable import ECS

@Suite struct TaskStartTests {
    private func input(
        _ job: ApprovedJob,
        _ run: NewRun = Sample.newRun(),
        _ settings: ECSConfiguration = Sample.configuration
    ) throws -> RunTaskInput {
        try TaskStart(job, run, as: Sample.run, settings).input
    }

    private func overrides(_ input: RunTaskInput) -> String {
        String(decoding: input.overridesJSON, as: UTF8.self)
    }

    @Test func `a job becomes one task of the pinned revision, named by its run`() throws {
        let input = try input(Sample.job())
        #expect(input.cluster == "runner")
        #expect(input.taskDefinition == "planner:7")
        #expect(input.clientToken == Sample.run.description)
        #expect(input.startedBy == Sample.run.description)
        #expect(input.launchType == "FARGATE")
        #expect(input.capacityProviders == [])
        #expect(input.platformVersion == "1.4.0")
        #expect(input.subnets == ["subnet-1", "subnet-2"])
        #expect(input.securityGroups == ["sg-1"])
        #expect(!input.assignsPublicIP)
        #expect([input.cpu, input.memory] == [1024, 4096])
    }

    @Test func `the overrides are the entrypoint's arguments, the run's id and the sizes`() throws {
        #expect(
            overrides(try input(Sample.job())) == #"""
                {"containerOverrides":[{"command":["--stop-grace","60","--max-run-time","14400","--abandon-after","300",\#
                "--","plan",\#
                "--ref","main"],"cpu":1024,\#
                "environment":[{"name":"DEPLOY_RUNNER_RUN_ID","value":"run-01m8593s4k00000000"}],\#
                "memory":4096,"name":"planner"}],"cpu":"1024","memory":"4096"}
                """#
        )
    }

    @Test func `only a run that somebody waits for, and that is cancelled without them, has a lease`() throws {
        var settings = Sample.configuration
        settings.abandonAfterSeconds = 60
        var unattended = Sample.newRun()
        unattended.attendance = .unattended
        let finishing = try Sample.job(rules: #", "on_abandon": "finish""#)
        let attended = try TaskStart(Sample.job(), Sample.newRun(), as: Sample.run, settings)
        #expect(attended.lease == RunLease(seconds: 60))
        #expect(attended.input.tags[RunTags.abandonAfter] == "60")
        #expect(attended.input.containerOverride.command.contains("--abandon-after"))
        for (job, run) in [(try Sample.job(), unattended), (finishing, Sample.newRun()), (finishing, unattended)] {
            let start = try TaskStart(job, run, as: Sample.run, settings)
            #expect(start.lease == nil && start.input.tags[RunTags.abandonAfter] == nil)
            #expect(!start.input.containerOverride.command.contains("--abandon-after"))
        }
    }

    @Test func `the task is told its variables, the names of its secrets and where its output goes`() throws {
        let job = try Sample.job(
            fields: #"""
                , "environment_vars": {"B": "2", "A": "1"},
                "secrets_manager_env_vars": {"TOKEN": "arn:aws:x", "KEY": "arn:aws:y"}
                """#,
            sections: #"""
                "artifact_config": {"bucket_name": "outputs", "region": "eu-north-1", "default_key_prefix": "runs/"},
                """#
        )
        let variables = try input(job).containerOverride.environment.map { "\($0.0)=\($0.1)" }
        #expect(
            variables == [
                "A=1", "B=2", "DEPLOY_RUNNER_RUN_ID=\(Sample.run)", "DEPLOY_RUNNER_SECRET_VARIABLES=KEY TOKEN",
                "DEPLOY_RUNNER_ARTIFACTS=s3://outputs/runs/\(Sample.run)", "DEPLOY_RUNNER_ARTIFACT_REGION=eu-north-1",
            ]
        )
        #expect(!overrides(try input(job)).contains("arn:aws:x"))
    }

    @Test func `a task on instances has no platform and no public address`() throws {
        var settings = Sample.configuration
        settings.publicAddress = .assigned
        let job = try Sample.job { $0.launchType = .ec2 }
        let plain = try input(job, Sample.newRun(), settings)
        #expect(plain.launchType == "EC2" && plain.platformVersion == nil && !plain.assignsPublicIP)
        settings.capacityProviders = [.ec2: "workers"]
        let provided = try input(job, Sample.newRun(), settings)
        #expect(provided.launchType == nil && provided.capacityProviders == ["workers"])
        let fargate = try input(Sample.job(), Sample.newRun(), settings)
        #expect(fargate.launchType == "FARGATE" && fargate.assignsPublicIP)
    }

    @Test(arguments: [
        (nil, 120, 60), (5, 120, 5), (1, 120, 1), (105, 120, 105), (106, 120, 105), (900, 30, 15), (9, 10, 0),
    ])
    func `the grace fits into the time that ECS gives`(wanted: Int?, timeout: Int, given: Int) throws {
        var settings = Sample.configuration
        settings.stopTimeoutSeconds = timeout
        let job = try Sample.job(rules: wanted.map { #", "stop_grace_seconds": \#($0)"# } ?? "")
        #expect(
            try input(job, Sample.newRun(), settings).containerOverride.command.prefix(2) == [
                "--stop-grace", "\(given)",
            ]
        )
    }

    @Test func `the longest command that fits is sent, and one character more is refused with its size`() throws {
        func job(_ length: Int) throws -> ApprovedJob { try Sample.job([String(repeating: "x", count: length)]) }
        let rest = overrides(try input(job(1))).utf8.count - 1
        let longest = 8192 - rest
        #expect(overrides(try input(job(longest))).utf8.count == 8192)
        let error = #expect(throws: RunnerError.self) { try input(job(longest + 1)) }
        #expect(error?.errorType == "CommandTooLong")
        #expect(error?.code == .usage)
        #expect(
            error?.message == "the command of plan has 8193 characters as an override of the task, and ECS takes 8192"
        )
    }

    @Test func `what JSON must escape counts as it is sent`() throws {
        let quotes = String(repeating: "\"", count: 4100)
        let error = #expect(throws: RunnerError.self) { try input(Sample.job([quotes])) }
        #expect(error?.errorType == "CommandTooLong")
    }

    @Test func `a container without a task definition is not run`() throws {
        var settings = Sample.configuration
        settings.taskDefinitions = [:]
        let error = #expect(throws: RunnerError.self) { try input(Sample.job(), Sample.newRun(), settings) }
        #expect(error?.errorType == "NoTaskDefinition" && error?.code == .unavailable)
    }

    @Test func `two requests with one token are the same request, whenever they come`() throws {
        var (first, second) = (Sample.newRun(token: "t"), Sample.newRun(token: "t"))
        first.caller = ["ci": "github", "run_url": "https://example.invalid/1"]
        second.caller = first.caller
        second.at = Timestamp(milliseconds: 0)
        second.id = RunID(derivedFrom: "another")
        let (one, two) = (try input(Sample.job(), first), try input(Sample.job(), second))
        #expect(one.overridesJSON == two.overridesJSON)
        #expect(one.tags == two.tags)
    }
}

@Suite struct RunTagsTests {
    private func tags(_ caller: [String: String]) throws -> [String: String] {
        RunTags.of(try Sample.job(), Sample.newRun(caller: caller), as: Sample.run, RunLease(seconds: 300))
    }

    @Test func `a task says what it runs and for whom`() throws {
        #expect(
            try tags(["ci": "github-actions", "run_url": "https://example.invalid/a?b=1&c"]) == [
                "deploy-runner:run-id": "run-01m8593s4k00000000", "deploy-runner:container": "planner",
                "deploy-runner:script": "plan", "deploy-runner:attendance": "attended",
                "deploy-runner:abandon-after": "300",
                "deploy-runner:caller-ci": "github-actions",
                "deploy-runner:caller-run_url": "https://example.invalid/a_b=1_c",
            ]
        )
    }

    @Test func `what a caller says of itself fits the grammar of tags, whatever it says`() throws {
        let long = String(repeating: "é", count: 400)
        let caller = Dictionary(uniqueKeysWithValues: (0..<100).map { ("key\n\($0)\(long)", "value\0\($0)\(long)") })
        let tags = try tags(caller.merging(["": "", "a b": "c\td"]) { first, _ in first })
        #expect(tags.count == 47)
        let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 +-=._:/@".utf8)
        for (key, value) in tags {
            #expect((1...128).contains(key.utf8.count) && value.utf8.count <= 256)
            #expect((key + value).utf8.allSatisfy(allowed.contains))
        }
        #expect(tags["deploy-runner:caller-a b"] == "c_d")
    }
}
