import Gatekeeper
import Testing

@testable import ECS

@Suite struct ECSConfigurationReadingTests {
    private func read(_ section: String?) throws -> (configuration: ECSConfiguration?, findings: [String]) {
        let json = """
            {"containers": {"planner": {"docker_image": "i", "docker_tag": "1", "script_config": {"s": {}}}}
              \(section.map { ", \"ecs\": \($0)" } ?? "")}
            """
        let configuration = try Configuration.load(json: Array(json.utf8))
        let read = ECSConfiguration.read(configuration.ecsNode, for: configuration.containers)
        return (read.configuration, read.findings.map { "\($0.severity.rawValue): \($0.location.path): \($0.message)" })
    }

    private static let least =
        #"{"cluster": "c", "subnets": ["subnet-1"], "task_definitions": {"planner": "planner:7"}}"#

    @Test func `the least that there can be has the defaults`() throws {
        let (configuration, findings) = try read(Self.least)
        #expect(findings == [])
        #expect(
            configuration
                == ECSConfiguration(cluster: "c", subnets: ["subnet-1"], taskDefinitions: ["planner": "planner:7"])
        )
        #expect(configuration?.platformVersion == "1.4.0" && configuration?.logGroup == "ecs-deploy-runner")
        #expect(
            configuration?.publicAddress == ECSConfiguration.PublicAddress.none
                && configuration?.stopTimeoutSeconds == 120
        )
    }

    @Test func `everything that can be said is read`() throws {
        let (configuration, findings) = try read(
            #"""
            {"cluster": "c", "subnets": ["subnet-1", "subnet-2"], "security_groups": ["sg-1"], "assign_public_ip": true,
             "platform_version": "LATEST", "log_group": "g", "stop_timeout_seconds": 60,
             "max_run_minutes": 30, "abandon_after_seconds": 60,
             "task_definitions": {"planner": "arn:aws:ecs:eu-west-1:1:task-definition/planner:12"},
             "capacity_providers": {"EC2": "workers", "FARGATE": "FARGATE_SPOT"}}
            """#
        )
        #expect(findings == [])
        let read = try #require(configuration)
        #expect(read.subnets == ["subnet-1", "subnet-2"] && read.securityGroups == ["sg-1"])
        #expect(read.publicAddress == .assigned && read.platformVersion == "LATEST" && read.logGroup == "g")
        #expect(read.stopTimeoutSeconds == 60 && read.maxRunMinutes == 30 && read.abandonAfterSeconds == 60)
        #expect(read.taskDefinitions == ["planner": "arn:aws:ecs:eu-west-1:1:task-definition/planner:12"])
        #expect(read.capacityProviders == [.ec2: "workers", .fargate: "FARGATE_SPOT"])
    }

    @Test func `a configuration without the section cannot run on ECS`() throws {
        let (configuration, findings) = try read(nil)
        #expect(configuration == nil)
        #expect(findings == ["error: : the configuration has no ecs section, so there is no telling where tasks run"])
    }

    @Test func `everything that is wrong is found at once`() throws {
        let (configuration, findings) = try read(
            #"""
            {"cluster": "", "subnets": [], "security_groups": ["default"], "platform_version": "new", "log_group": "",
             "task_definitions": {"planer": "planner"}, "capacity_providers": {"LAMBDA": "x"},
             "stop_timeout_seconds": 1, "task_definition": {}}
            """#
        )
        #expect(configuration == nil)
        #expect(
            findings.sorted() == [
                "error: ecs.capacity_providers.LAMBDA: (LAMBDA) is not a launch type",
                "error: ecs.cluster: cluster must not be empty",
                "error: ecs.log_group: log_group must not be empty",
                "error: ecs.platform_version: (new) is not a platform version of Fargate",
                "error: ecs.security_groups[0]: (default) does not look like one of the security_groups",
                "error: ecs.stop_timeout_seconds: the number must be from 2 to 3600, this is 1",
                "error: ecs.subnets: a task needs a subnet, and there is none",
                "error: ecs.task_definition: the ecs section has no field task_definition",
                "error: ecs.task_definitions.planer: (planner) does not name one revision of a task definition",
                "error: ecs.task_definitions.planer: there is no container planer",
                "error: ecs.task_definitions: container planner has no task definition, so it cannot be run on ECS",
            ]
        )
    }

    @Test(arguments: [
        "planner", "planner:", ":7", "planner:0", "planner:latest", "planner:7:8",
        "arn:aws:ecs:eu-west-1:1:task-definition/planner", "a b:7", "",
    ])
    func `a task definition that is not pinned is refused`(definition: String) throws {
        let section = Self.least.replacing("planner:7", with: definition)
        #expect(try read(section).configuration == nil)
    }

    @Test func `what must be there and is not is named`() throws {
        #expect(
            try read("{}").findings.sorted() == [
                "error: ecs: container planner has no task definition, so it cannot be run on ECS",
                "error: ecs: the ecs section must have the field cluster",
                "error: ecs: the ecs section must have the field subnets",
            ]
        )
    }
}
