import Fixtures
import Foundation
import RunProtocol
import Supervision
import SystemPackage

/// A deploy runner in AWS, as far as this machine can be one: the stand-in, with the built invoker as its function and the
/// built entrypoint in its tasks; the example's repository, bare; and a place from which the CLI calls it all.
struct AWSSite: Sendable {
    private let folder: TestFolder
    let remote: RemoteRepository
    let standin: AWSStandin

    /// What is different from site to site.
    struct Options {
        /// The variables of the function in place of the configuration's.
        var function: [String: String]?
        /// The bucket that output is stored in; `nil`: it is not stored.
        var bucket: String?
        /// The function's time, in seconds.
        var timeout = 60
        /// How long the client of an attended run may be silent, in seconds.
        var abandonAfter = 300
        /// The function's program in place of the invoker.
        var command = [BuiltProducts.path(of: "invoker").string]
    }

    /// Makes the place.
    ///
    /// - Throws: what git, the file system or the stand-in has against it.
    init(_ options: Options = Options()) async throws {
        folder = try TestFolder()
        remote = try await RemoteRepository()
        try await remote.commit(try ExampleRepository.files())
        try Folder.make(folder.path.appending("state"))
        try Folder.make(folder.path.appending("scripts"))
        try Folder.make(folder.path.appending("lines"))
        try folder.write(
            "#!/bin/bash\n. \"$1\"\n",
            to: "scripts/job",
            permissions: FilePermissions(rawValue: 0o755)
        )
        let variables: [String: String]
        if let given = options.function {
            variables = given
        } else {
            variables = ["BASE64GZ_CONFIG_DATA_JSON": try await Self.packed(Self.configuration(remote.path, options))]
        }
        standin = try await AWSStandin(Self.document(folder.path, remote.path, variables, options))
        if let bucket = options.bucket { try await make(bucket: bucket) }
    }

    /// Writes a file into the folder.
    func write(_ text: String, to name: String) throws {
        try folder.write(text, to: name)
    }

    /// Calls the CLI, and lets it run.
    func start(_ arguments: [String], environment: [String: String] = [:]) throws -> CommandLineTool {
        let own = standin.environment.merging(["HOME": folder.path.string, "PATH": Self.searchPath]) { $1 }
        return try CommandLineTool(arguments, in: folder.path, environment: own.merging(environment) { $1 })
    }

    /// Calls the CLI, and waits for its end.
    func run(_ arguments: String..., environment: [String: String] = [:]) async throws -> CommandLineTool.Result {
        try await start(arguments, environment: environment).result()
    }

    /// Runs Terraform on a module, through the container that may.
    func terraform(_ command: String, _ path: String, _ more: String...) async throws -> CommandLineTool.Result {
        let container = ["plan", "validate"].contains(command) ? "terraform-planner" : "terraform-applier"
        let arguments = ["--ref", "main", "--binary", "terraform", "--command", command, "--deploy-path", path]
        return try await start(Self.call + ["--", container, "infrastructure-deploy-script"] + arguments + more)
            .result()
    }

    /// The arguments that run a line of bash in a task.
    ///
    /// - Throws: what the file system has against the file that holds the line.
    func job(_ line: String, _ options: String...) throws -> [String] {
        let name = "line-\(UUID().uuidString)"
        try folder.write(line + "\n", to: "lines/\(name)")
        return Self.call + options + ["--", "own", "job", "/lines/\(name)"]
    }

    /// Adds a function that is a program of `Tests/Peers`.
    func put(_ name: String, function program: String) async throws {
        let command = PythonPeer.command(program)
        let settings: [String: Any] = ["command": [command.program] + command.arguments, "timeout": 10]
        let json = try JSONSerialization.data(withJSONObject: settings)
        try await standin.tell("PUT", "functions/\(name)", String(decoding: json, as: UTF8.self))
    }

    /// How many tasks were started.
    func tasksStarted() async throws -> Int { try await state().started }

    /// Lets ECS forget all tasks, and the tokens that they were started with.
    func forgetTasks() async throws {
        for task in try await state().tasks {
            try await standin.tell("POST", "tasks/\(task.arn.split(separator: "/").last ?? "")/forget")
        }
    }

    /// The runs that were started.
    func runs() async throws -> [String] { try await state().tasks.map(\.run) }

    private func state() async throws -> State {
        try JSONDecoder().decode(State.self, from: try await standin.tell("GET", "state"))
    }

    private struct State: Decodable {
        let started: Int
        let tasks: [Task]

        struct Task: Decodable {
            let arn: String
            let run: String

            private enum CodingKeys: String, CodingKey {
                case arn
                case run = "started_by"
            }
        }

        private enum CodingKeys: String, CodingKey {
            case started = "tasks_started"
            case tasks
        }
    }

    /// What the function wrote into its own log.
    func functionLog() async throws -> String {
        String(decoding: try await standin.tell("GET", "functions/\(standin.facts.function)/log"), as: UTF8.self)
    }

    static let call = ["--aws-region", "eu-west-1"]

    private static let searchPath = ProcessInfo.processInfo.environment["PATH"] ?? ""

    private static func configuration(_ repository: FilePath, _ options: Options) -> String {
        let storage = options.bucket.map { bucket in
            #""artifact_config": {"bucket_name": "\#(bucket)", "default_key_prefix": "runs"},"#
        }
        return """
            {\(storage ?? "")
             "standard_configuration": {
               "terraform_planner": {"infrastructure_live_repositories": ["file://\(repository)"]},
               "terraform_applier": {"infrastructure_live_repositories": ["file://\(repository)"],
                 "allowed_apply_git_refs": ["main"]}},
             "containers": {"own": {"script_config": {"job": {"allow_positional_args": true, "allowed_options": [],
               "stop_grace_seconds": 30}}}},
             "ecs": {"cluster": "ecs-deploy-runner", "subnets": ["subnet-0a1b2c3d4e5f60001"],
               "abandon_after_seconds": \(options.abandonAfter), "task_definitions": {
               "own": "ecs-deploy-runner-own:1", "terraform-planner": "ecs-deploy-runner-terraform-planner:1",
               "terraform-applier": "ecs-deploy-runner-terraform-applier:1"}}}
            """
    }

    /// A configuration in the form in which a function gets it, made with other people's tools.
    private static func packed(_ configuration: String) async throws -> String {
        let pack = Command(
            "/bin/sh",
            ["-c", "printf %s \"$1\" | gzip -c | base64 -w0", "sh", configuration],
            environment: ["PATH": "/usr/bin:/bin"]
        )
        return try await pack.capture().outputText
    }

    private static func document(
        _ folder: FilePath,
        _ repository: FilePath,
        _ variables: [String: String],
        _ options: Options
    ) throws -> String {
        let search = SearchPath(searchPath)
        let image: [String: Any] = [
            "program": BuiltProducts.path(of: "deploy-runner").string,
            "trigger_directory": folder.appending("scripts").string,
            "tools": search.locate("terraform").map { ["terraform": Folder.resolved($0)?.string ?? $0.string] } ?? [:],
            "mounts": [
                ["source": folder.appending("state").string, "target": "/state", "mode": "read-write"],
                ["source": repository.string, "target": repository.string],
                ["source": folder.appending("lines").string, "target": "/lines"],
            ],
        ]
        let definitions = ["own", "terraform-planner", "terraform-applier"].map { container -> [String: Any] in
            [
                "container": container, "image": "deploy-runner:1",
                "environment": ["DEPLOY_RUNNER_LOCAL_REPOSITORIES": repository.string],
            ]
        }
        let document: [String: Any] = [
            "images": ["deploy-runner:1": image],
            "task_definitions": definitions,
            "functions": [
                "ecs-deploy-runner-invoker": [
                    "command": options.command, "environment": variables,
                    "timeout": options.timeout, "memory": 512,
                ]
            ],
        ]
        return String(decoding: try JSONSerialization.data(withJSONObject: document), as: UTF8.self)
    }
}
