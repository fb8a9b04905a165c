import Fixtures
import Gatekeeper
import Invoker
import RunProtocol
import Testing

/// An engine to be held to the contract of `TaskEngine`.
///
/// A second engine joins by one more case in `EngineKind`; the scripts beside this file stand in its trigger directory.
protocol ConformanceEngine: Sendable {
    /// The engine.
    var engine: any TaskEngine { get }
    /// Lends another engine over the same runs, as a client of its own has it, and takes it away without a word.
    func withClient<Result>(_ body: (any TaskEngine) async throws -> Result) async throws -> Result
    /// Kills whatever runs the task, without a word to the engine.
    func killTask(of run: RunID) async throws
}

/// The engines that exist.
enum EngineKind: String, CaseIterable, CustomTestStringConvertible {
    case sandbox
    case ecs

    /// Those that this machine can test.
    static var allCases: [EngineKind] { AWSStandin.isPossible ? [.sandbox, .ecs] : [.sandbox] }

    var testDescription: String { rawValue }

    /// What the engine's own side gives every task: on ECS the way to its credentials, its region, its host.
    var variables: Set<String> {
        switch self {
        case .sandbox: []
        case .ecs:
            [
                "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL", "AWS_EXECUTION_ENV",
                "AWS_REGION", "ECS_CONTAINER_METADATA_URI_V4", "HOSTNAME",
            ]
        }
    }

    /// Makes an engine for one test, and undoes what it made.
    func with<Result>(_ body: (any ConformanceEngine) async throws -> Result) async throws -> Result {
        switch self {
        case .sandbox: try await body(try SandboxUnderTest())
        case .ecs: try await ECSUnderTest.with { try await body($0) }
        }
    }
}

/// Says so when half of the suite has no machine to run on.
@Suite struct ECSConformanceRequirement {
    @Test(.enabled(if: AWSStandin.isPossible, Comment(rawValue: AWSStandin.reason)))
    func `the engine on ECS is held to the contract, too`() {
        #expect(EngineKind.allCases.contains(.ecs))
    }
}

/// The configuration that every engine is tested with: each script beside this file, any argument.
enum ConformanceConfiguration {
    static let scripts = [
        "speak", "exit-with", "die-of", "count", "flood", "wait-for-stop", "end-when-hurried", "leave-children",
        "close-output", "show-environment", "once", "tell-secret",
    ]
    /// Those that have a second to end; the others have time, however busy the machine is.
    static let hasty = ["ignore-stop", "end-on-term"]
    /// Those that are left to finish when their client vanishes.
    static let finishing = ["linger"]

    /// The secret that every engine has under the name `conformance-token`.
    static let token = "c0nformance-t0ken!"

    static func gatekeeper() throws -> Gatekeeper {
        let rules = #""allow_positional_args": true, "allowed_options": [], "stop_grace_seconds""#
        let cancelled = scripts.map { "\"\($0)\": {\(rules): 100}" } + hasty.map { "\"\($0)\": {\(rules): 1}" }
        let finished = finishing.map { "\"\($0)\": {\(rules): 100, \"on_abandon\": \"finish\"}" }
        let scripts = (cancelled + finished).joined(separator: ", ")
        let json = """
            {"containers": {"conformance": {"docker_image": "example.invalid/conformance", "docker_tag": "v1",
              "environment_vars": {"GREETING": "hello"}, "secrets_manager_env_vars": {"TOKEN": "conformance-token"},
              "script_config": {\(scripts)}}}}
            """
        return Gatekeeper(try Configuration.load(json: Array(json.utf8)))
    }

    static func approve(_ script: String, _ arguments: [String]) throws -> ApprovedJob {
        let request = JobRequest(
            container: "conformance",
            script: ByteString(script),
            arguments: arguments.map { ByteString($0) }
        )
        switch try gatekeeper().decide(request) {
        case .approved(let job): return job
        case .refused(let rejection): throw Unexpected(description: "\(rejection)")
        }
    }
}

/// Something that the test itself got wrong.
struct Unexpected: Error, CustomStringConvertible {
    let description: String
}
