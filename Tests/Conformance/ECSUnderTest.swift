import AWS
import ECS
import Fixtures
import Foundation
import Invoker
import RunProtocol

/// The engine on Amazon ECS, over the stand-in for AWS, whose tasks really run.
struct ECSUnderTest: ConformanceEngine {
    let engine: any TaskEngine
    private let standin: AWSStandin
    private let session: AWSSession

    /// Opens a session with the stand-in that all tests share: each run has a task and a log of its own.
    static func with<Result>(_ body: (ECSUnderTest) async throws -> Result) async throws -> Result {
        let standin = try await shared.value
        return try await AWSSession.with(region: standin.facts.region, environment: standin.environment) { session in
            try await body(ECSUnderTest(standin, session))
        }
    }

    private init(_ standin: AWSStandin, _ session: AWSSession) {
        self.standin = standin
        self.session = session
        engine = Self.engine(standin, session, abandonAfter: 300)
    }

    func withClient<Result>(_ body: (any TaskEngine) async throws -> Result) async throws -> Result {
        try await body(Self.engine(standin, session, abandonAfter: 10))
    }

    private static func engine(_ standin: AWSStandin, _ session: AWSSession, abandonAfter seconds: Int) -> ECSEngine {
        var configuration = ECSConfiguration(
            cluster: standin.facts.cluster,
            subnets: standin.facts.subnets,
            taskDefinitions: standin.facts.taskDefinitions
        )
        configuration.securityGroups = standin.facts.securityGroups
        configuration.abandonAfterSeconds = seconds
        return ECSEngine(
            configuration,
            session,
            now: { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) },
            report: { _ in }
        )
    }

    func killTask(of run: RunID) async throws {
        let state = try JSONDecoder().decode(State.self, from: try await standin.tell("GET", "state"))
        guard let task = state.tasks.first(where: { $0.started_by == run.description }) else {
            throw Unexpected(description: "no task was started by \(run)")
        }
        let id = task.arn.split(separator: "/").last.map(String.init) ?? task.arn
        try await standin.tell("POST", "tasks/\(id)/kill", #"{"reason": "Host EC2 (instance i-1) terminated."}"#)
    }

    private struct State: Decodable {
        let tasks: [Task]

        struct Task: Decodable {
            let arn: String
            let started_by: String
        }
    }

    private static let shared = Task {
        let scripts = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Scripts").path
        return try await AWSStandin(
            """
            {"images": {"conformance:1": {"program": "\(BuiltProducts.path(of: "deploy-runner"))",
               "trigger_directory": "\(scripts)"}},
             "task_definitions": [{"container": "conformance", "image": "conformance:1", "stop_timeout": 120,
               "secrets": {"TOKEN": "conformance-token"}}],
             "secrets": {"conformance-token": "\(ConformanceConfiguration.token)"}}
            """
        )
    }
}
