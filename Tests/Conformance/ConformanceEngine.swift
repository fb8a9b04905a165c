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
    /// Kills whatever runs the task, without a word to the engine.
    func killTask(of run: RunID) async throws
    /// Undoes what the engine made.
    func tearDown() async
}

/// The engines that exist.
enum EngineKind: String, CaseIterable, CustomTestStringConvertible {
    case sandbox

    var testDescription: String { rawValue }

    func make() throws -> any ConformanceEngine {
        switch self {
        case .sandbox: try SandboxUnderTest()
        }
    }
}

/// The configuration that every engine is tested with: each script beside this file, any argument.
enum ConformanceConfiguration {
    static let scripts = [
        "speak", "exit-with", "die-of", "count", "flood", "wait-for-stop", "ignore-stop", "end-on-term",
        "leave-children",
        "close-output", "show-environment", "once",
    ]

    static func gatekeeper() throws -> Gatekeeper {
        let rules = #"{"allow_positional_args": true, "allowed_options": [], "stop_grace_seconds": 1}"#
        let scripts = scripts.map { "\"\($0)\": \(rules)" }.joined(separator: ", ")
        let json = """
            {"containers": {"conformance": {"docker_image": "example.invalid/conformance", "docker_tag": "v1",
              "environment_vars": {"GREETING": "hello"}, "script_config": {\(scripts)}}}}
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
