import Testing

@testable import Deployer

/// Command lines that mean nothing: 64, what is wrong, and what to do.
@Suite struct UsageErrorTests {
    static let general = "infrastructure-deployer --help lists the options"
    static let separator = "the job stands behind --, as in infrastructure-deployer --local -- CONTAINER SCRIPT ARGS..."

    static let wrong: [(argv: [String], message: String, hint: String)] = [
        ([], "say where to run: --local for this machine, or --aws-region REGION", general),
        (["--", "c", "s"], "say where to run: --local for this machine, or --aws-region REGION", general),
        (["--local"], "name a container and a script: -- CONTAINER SCRIPT ARGS...", separator),
        (["--local", "--"], "name a container and a script: -- CONTAINER SCRIPT ARGS...", general),
        (["--local", "--", "c"], "name a script behind the container c: -- CONTAINER SCRIPT ARGS...", general),
        (["--local", "c", "s"], "2 unexpected arguments: 'c', 's'", separator),
        (["--local", "c", "--", "s"], "Unexpected argument 'c'", general),
        (
            ["--local", "--aws-region", "eu-west-1", "--", "c", "s"],
            "--local and --aws-region exclude each other; give one of them", general
        ),
        (
            ["--aws-region", "eu-west-1", "--config", "x", "--", "c", "s"],
            "--config is for --local; in AWS the invoker has its own configuration", general
        ),
        (
            ["--local", "--invoker-function-id", "f", "--", "c", "s"],
            "--invoker-function-id names a function in AWS; give --aws-region with it", general
        ),
        (["--lokal", "--", "c", "s"], "Unknown option '--lokal'. Did you mean '--local'?", general),
        (["--local", "-x", "--", "c", "s"], "Unknown option '-x'", general),
        (["--loc", "--", "c", "s"], "Unknown option '--loc'", general),
        (["--local", "--config", "--", "c", "s"], "Missing value for '--config <file>'", general),
        (
            ["--local", "--task-cpu", "many", "--", "c", "s"], "The value 'many' is invalid for '--task-cpu <units>'",
            general
        ),
        (
            ["--local", "--task-launch-type", "fargate", "--", "c", "s"],
            "The value 'fargate' is invalid for '--task-launch-type <type>'. Please provide one of 'FARGATE' and 'EC2'.",
            general
        ),
        (
            ["--local", "--max-wait-time", "1d", "--", "c", "s"],
            #"The value '1d' is invalid for '--max-wait-time <duration>': time: unknown unit "d" in duration "1d"; "#
                + "write it as 90m, 1h30m or 2h0m0s",
            general
        ),
        (
            ["--local", "--output", "xml", "--", "c", "s"],
            "The value 'xml' is invalid for '--output <format>'. Please provide one of 'text' and 'json'.", general
        ),
        (
            ["--local", "--describe-containers", "--", "c", "s"], "--describe-containers takes no job behind --",
            general
        ),
        (["--local", "--client-token", "", "--", "c", "s"], "--client-token must not be empty", general),
        (["explain"], "name a container and a script: -- CONTAINER SCRIPT ARGS...", general),
        (["explain", "--requests", "f", "--", "c", "s"], "--requests takes no job behind --", general),
        (
            ["explain", "--requests", "f", "--task-cpu", "1"],
            "with --requests the size stands in each request: task_cpu, task_memory", general
        ),
        (["logs"], "Missing expected argument '<run-id>'", general),
        (
            ["logs", "run-7"],
            "The value 'run-7' is invalid for '<run-id>': a run id is run- and 18 letters and digits, as --no-wait and "
                + "the closing line print it",
            general
        ),
        (
            ["logs", "run-01m85dbyzbfgx4d0bw", "--from", "-1"],
            "Missing value for '--from <cursor>'", general
        ),
        (
            ["logs", "run-01m85dbyzbfgx4d0bw", "--from", "+1"],
            "The value '+1' is invalid for '--from <cursor>': a cursor is the number of a record, as in 812 or 812@104233",
            general
        ),
        (["status", "a", "b"], "The value 'a' is invalid for '<run-id>'", general),
        (
            ["--output", "json", "status", "x"], "2 unexpected arguments: 'status', 'x'",
            "the command comes first: infrastructure-deployer status ..."
        ),
    ]

    @Test(arguments: wrong)
    func `a command line that means nothing gives 64, what is wrong, and what to do`(
        argv: [String],
        message: String,
        hint: String
    ) async throws {
        let result = try await Workbench().run(argv)
        #expect(result.code == 64)
        let isJSON = argv.contains("json")
        #expect(result.output.isEmpty != isJSON)
        #expect(result.errors.hasPrefix("deploy-runner: error: \(message)"), "\(result.errors)")
        #expect(result.errors.hasSuffix("\n  hint: \(hint)\n"), "\(result.errors)")
    }

    @Test func `programs that asked for JSON get usage errors as JSON too`() async throws {
        let result = try await Workbench().run("--local", "--output=json", "--task-cpu", "x", "--", "c", "s")
        #expect(result.code == 64)
        let expected = """
            {"error":{"code":64,"hint":"infrastructure-deployer --help lists the options",\
            "message":"The value 'x' is invalid for '--task-cpu <units>'","type":"UsageError"}}

            """
        #expect(result.output == expected)
        #expect(result.errors.hasPrefix("deploy-runner: error: The value 'x' is invalid"))
    }

    @Test func `what stands behind -- is no wish for JSON`() async throws {
        let result = try await Workbench().run("--lokal", "--", "c", "s", "--output", "json")
        #expect(result.code == 64)
        #expect(result.output.isEmpty)
    }
}
