import Fixtures
import RunProtocol
import Testing

@testable import Deployer

/// Command lines, and what they mean.
@Suite struct CommandLineTests {
    /// One row: a command line, and the options that it must be read as, those with their defaults left out.
    static let runs: [(argv: [String], meaning: String)] = [
        (["--local", "--", "c", "s"], "here; c/s []"),
        (["run", "--local", "--", "c", "s"], "here; c/s []"),
        (["--local", "--config", "x.yml", "--", "c", "s", "a"], "here, config x.yml; c/s [a]"),
        (["--config=x.yml", "--local", "--", "c", "s", "a"], "here, config x.yml; c/s [a]"),
        (["--local", "--max-wait-time", "90m", "--", "c", "s"], "here; wait 5400.0 seconds; c/s []"),
        (["--local", "--max-wait-time=1h", "--", "c", "s"], "here; wait 3600.0 seconds; c/s []"),
        (
            ["--local", "--task-cpu", "512", "--task-memory", "1024", "--", "c", "s"],
            "here; cpu 512; memory 1024; c/s []"
        ),
        (["--local", "--task-launch-type", "EC2", "--", "c", "s"], "here; launch EC2; c/s []"),
        (["--local", "--no-wait", "--", "c", "s"], "here; no wait; c/s []"),
        (["--local", "--log-prefix", "--", "c", "s"], "here; prefixes; c/s []"),
        (["--local", "--log-level", "warn", "--output", "json", "--", "c", "s"], "here; level warn; json; c/s []"),
        (["--local", "--client-token", "t-1", "--", "c", "s"], "here; token t-1; c/s []"),
        (["--local", "--describe-containers"], "here; describe"),
        (["--aws-region", "eu-west-1", "--", "c", "s"], "eu-west-1 ecs-deploy-runner-invoker; c/s []"),
        (
            ["--aws-region", "eu-west-1", "--invoker-function-id", "arn:f", "--", "c", "s"],
            "eu-west-1 arn:f; c/s []"
        ),
        // Nothing behind -- is an option of ours, whatever it looks like.
        (["--local", "--", "logs", "explain", "--help"], "here; logs/explain [--help]"),
        (
            ["--local", "--", "c", "s", "--version", "-h", "--local", "--output", "json"],
            "here; c/s [--version, -h, --local, --output, json]"
        ),
        (["--local", "--", "c", "s", "", " ", "'q'", "\"d\"", "--", "-"], "here; c/s [,  , 'q', \"d\", --, -]"),
        (
            ["--local", "--", "c", "s", "--command-args", "-var-file x -destroy"],
            "here; c/s [--command-args, -var-file x -destroy]"
        ),
    ]

    @Test(arguments: runs) func `a command line is read as what it means`(argv: [String], meaning: String) throws {
        let command = try #require(try CommandLineReading.command(argv) as? JobRun)
        #expect(try Self.meaning(command) == meaning)
    }

    private static func meaning(_ run: JobRun) throws -> String {
        var parts: [String] = []
        switch run.transport.place {
        case .thisMachine: parts.append("here" + (run.transport.config.map { ", config \($0)" } ?? ""))
        case .aws(let region, let function): parts.append("\(region) \(function)")
        }
        if run.maxWaitTime != .standard { parts.append("wait \(run.maxWaitTime.duration)") }
        if let cpu = run.task.taskCpu { parts.append("cpu \(cpu)") }
        if let memory = run.task.taskMemory { parts.append("memory \(memory)") }
        if let type = run.task.taskLaunchType { parts.append("launch \(type.rawValue)") }
        if run.noWait { parts.append("no wait") }
        if run.logPrefix { parts.append("prefixes") }
        if run.output.logLevel != .info { parts.append("level \(run.output.logLevel)") }
        if run.output.format != .text { parts.append("\(run.output.format)") }
        if let token = run.clientToken { parts.append("token \(token)") }
        if run.describeContainers { return (parts + ["describe"]).joined(separator: "; ") }
        let request = try run.job.request()
        let container = try #require(request.containerName)
        return (parts + ["\(container)/\(request.script) [\(request.args.joined(separator: ", "))]"]).joined(
            separator: "; "
        )
    }

    @Test func `whatever stands behind -- reaches the request byte for byte`() throws {
        var generator = SeededGenerator(seed: 17)
        let scraps = [
            "-", "--", "=", "a", " ", "\t", "\n", "'", "\"", "\\", "é", "e\u{301}", "\u{202E}", "$x", "--help", "-h",
            "",
        ]
        for _ in 0..<150 {
            let words = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                (0..<Int.random(in: 0...3, using: &generator)).map { _ in scraps.randomElement(using: &generator) ?? ""
                }.joined()
            }
            let command = try CommandLineReading.command(["--local", "--", "c", "s"] + words)
            let request = try #require(command as? JobRun).job.request()
            #expect(request.args.map { Array($0.utf8) } == words.map { Array($0.utf8) })
        }
    }

    @Test func `the other commands read their own options`() throws {
        let logs = try #require(
            try CommandLineReading.command(["logs", Self.run, "--from", "812@104233"]) as? RunLogsShow
        )
        #expect(logs.from == LogCursor(after: 812, hint: "104233"))
        #expect(logs.run.id.description == Self.run)
        let stop = try #require(try CommandLineReading.command(["stop", "--hurry", Self.run]) as? RunHalt)
        #expect(stop.hurry)
        let status = try #require(try CommandLineReading.command(["status", Self.run]) as? RunStatusShow)
        #expect(status.transport.place == .thisMachine)
        let check = try #require(
            try CommandLineReading.command(["check-config", "a.yml", "--against", "b.yml"]) as? ConfigurationVerify
        )
        #expect(check.file == "a.yml")
        #expect(check.against == "b.yml")
        let explain = try #require(try CommandLineReading.command(["explain", "--requests", "-"]) as? JobExplain)
        #expect(explain.requests == "-")
        #expect(try CommandLineReading.command(["sandbox-host"]) is SandboxHost)
    }

    private static let run = "run-01m85dbyzbfgx4d0bw"
}
