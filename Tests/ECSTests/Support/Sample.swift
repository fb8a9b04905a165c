import Gatekeeper
import Invoker
import RunProtocol

@testable import ECS

/// One run, as most tests need it.
enum Sample {
    static let task = "arn:aws:ecs:eu-west-1:1:task/runner/0123456789abcdef"
    static let at = Timestamp(milliseconds: 1_795_473_663_123)
    static let run = RunID(derivedFrom: "run-01m8593s4k00000000")

    static let configuration: ECSConfiguration = {
        var configuration = ECSConfiguration(
            cluster: "runner",
            subnets: ["subnet-1", "subnet-2"],
            taskDefinitions: ["planner": "planner:7"]
        )
        configuration.securityGroups = ["sg-1"]
        return configuration
    }()

    static var record: RunRecord {
        RunRecord(RunStatus(run: run, container: "planner", script: "plan", startedAt: at), task: task)
    }

    static let place = RunPlace(task: task, container: "planner", configuration, region: "eu-west-1")

    /// A job of script `plan` in container `planner`; `rules` beside those that let anything through, `fields` beside the
    /// container's own, `sections` before the containers.
    static func job(
        _ arguments: [String] = ["--ref", "main"],
        rules: String = "",
        fields: String = "",
        sections: String = "",
        edit: (inout JobRequest) -> Void = { _ in }
    ) throws -> ApprovedJob {
        let json = """
            {\(sections)"containers": {"planner": {"docker_image": "example.invalid/runner", "docker_tag": "v1", "script_config":
              {"plan": {"allow_positional_args": true, "allowed_options": ["ref"]\(rules)}}\(fields)}}}
            """
        var request = JobRequest(container: "planner", script: "plan", arguments: arguments.map { ByteString($0) })
        edit(&request)
        switch Gatekeeper(try Configuration.load(json: Array(json.utf8))).decide(request) {
        case .approved(let job): return job
        case .refused(let rejection): throw Unexpected(description: "\(rejection)")
        }
    }

    static func newRun(token: String? = nil, caller: [String: String] = [:]) -> NewRun {
        var new = NewRun(run, at: at, .attended)
        new.clientToken = token
        new.caller = caller
        return new
    }
}

/// Something that the test itself got wrong.
struct Unexpected: Error, CustomStringConvertible {
    let description: String
}

extension RunOutcome {
    /// Which of the ways to end it is.
    enum Kind: Hashable {
        case exited
        case killed
        case stopped
        case notStarted
        case unknown
    }

    var kind: Kind {
        switch self {
        case .exited: .exited
        case .killed: .killed
        case .stopped: .stopped
        case .notStarted: .notStarted
        case .unknown: .unknown
        }
    }
}
