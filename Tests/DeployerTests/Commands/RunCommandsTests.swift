import Fixtures
import Invoker
import RunProtocol
import SystemPackage
import Testing

@testable import Deployer

/// The commands about runs that exist already, and about runs that nobody waits for.
@Suite(.timeLimit(.minutes(30))) struct RunCommandsTests {
    private static let run = "run-01m85dbyzbfgx4d0bw"

    private static func status(_ phase: RunPhase, _ outcome: RunOutcome? = nil) throws -> RunStatus {
        var status = RunStatus(run: try #require(RunID(run)), container: "demo", script: "speak", startedAt: LogText.at)
        status.phase = phase
        status.outcome = outcome
        if outcome != nil { status.endedAt = Timestamp(milliseconds: LogText.at.milliseconds + 65_400) }
        return status
    }

    // MARK: - --no-wait

    @Test func `--no-wait prints the run's id alone, and how to attach`() async throws {
        let bench = try Workbench()
        bench.engine.willStart()
        let result = await bench.run("--local", "--no-wait", "--", "demo", "speak")
        #expect(result.code == 0)
        #expect(bench.tidy(result.output) == "RUN\n")
        #expect(bench.engine.started.first?.attendance == .unattended)
        let expected = """
            deploy-runner: invoking the deploy runner on this machine
            deploy-runner: successfully invoked the deploy runner on this machine
            deploy-runner: not waiting; to attach: infrastructure-deployer logs RUN

            """
        #expect(bench.tidy(result.errors) == expected)
    }

    @Test func `--no-wait as JSON prints the whole answer`() async throws {
        let bench = try Workbench()
        bench.engine.willStart()
        let result = await bench.run("--local", "--no-wait", "--output", "json", "--", "demo", "speak")
        #expect(
            bench.tidy(result.output)
                == #"{"run":{"container":"demo","log":{},"run_id":"RUN","script":"speak","task":"task-1"}}"# + "\n"
        )
    }

    // MARK: - logs

    @Test func `logs shows a run to its end, without any configuration, and exits with its code`() async throws {
        let bench = try Workbench()
        try bench.folder.write("not: [a, configuration", to: "deploy-runner.yml")
        let log = LogText.records((.output, "one\n"), (.errors, "oops\n"))
        bench.engine.willSay(try Self.status(.running))
        bench.engine.willRead([.lines(log.text), .lines(log.trailer(.exited(3))), .end(.exited(3))])
        bench.engine.willSay(try Self.status(.ended, .exited(3)))
        let result = await bench.run("logs", Self.run)
        #expect(result.code == 3)
        #expect(result.output == "one\n")
        #expect(
            result.errors
                == "oops\ndeploy-runner: exited with 3 after 1 min 5 s; log complete (2 lines); run \(Self.run)\n"
        )
        #expect(bench.engine.cursors == [.start])
    }

    @Test func `a call that fails behind a log that is whole leaves the job its code`() async throws {
        let bench = try Workbench()
        let log = LogText.records((.output, "one\n"))
        bench.engine.willSay(try Self.status(.running))
        bench.engine.willRead([.lines(log.text), .lines(log.trailer(.exited(2))), .end(.exited(2))])
        bench.engine.willNotSay(RunnerError(.unavailable, "StatusUnknown", "the credentials have ended"))
        let result = await bench.run("logs", Self.run)
        #expect(result.code == 2)
        #expect(result.errors.contains("exited with 2 after "))
        #expect(!result.errors.contains("the credentials have ended"))
    }

    @Test func `a run that has ended already is asked for once`() async throws {
        let bench = try Workbench()
        let log = LogText.records((.output, "one\n"))
        bench.engine.willSay(try Self.status(.ended, .exited(0)))
        bench.engine.willRead([.lines(log.text), .lines(log.trailer(.exited(0))), .end(.exited(0))])
        let result = await bench.run("logs", Self.run)
        #expect(result.code == 0)
        #expect(result.errors.contains("succeeded after 1 min 5 s"))
    }

    @Test func `logs begins behind a cursor`() async throws {
        let bench = try Workbench()
        var log = LogText.records((.output, "one\n"))
        let first = log.text
        log.append(Array("two\n".utf8), .output)
        bench.engine.willSay(try Self.status(.running))
        bench.engine.willRead([
            .lines(Array(log.text.dropFirst(first.count))), .lines(log.trailer(.exited(0))), .end(.exited(0)),
        ])
        bench.engine.willSay(try Self.status(.ended, .exited(0)))
        let result = await bench.run("logs", "--from", "1@17", Self.run)
        #expect(result.code == 0)
        #expect(result.output == "two\n")
        #expect(bench.engine.cursors == [LogCursor(after: 1, hint: "17")])
        #expect(result.errors.contains("log complete from record 2 (2 lines)"))
    }

    @Test func `whoever only looks on stops nothing when the output has no reader`() async throws {
        let bench = try Workbench()
        bench.console.fail(.output, with: .brokenPipe)
        bench.engine.willSay(try Self.status(.running))
        bench.engine.willRead([.lines(LogText.records((.output, "one\n")).text), .end(.exited(0))])
        let result = await bench.run("logs", Self.run)
        #expect(result.code == 141)
        #expect(result.errors.isEmpty)
        #expect(bench.engine.stops.isEmpty)
    }

    @Test func `an unknown run is the engine's error`() async throws {
        let unknown = RunnerError(
            .usage,
            "UnknownRun",
            "there is no run \(Self.run) on this machine",
            hint: "look elsewhere"
        )
        let bench = try Workbench()
        bench.engine.willSay(try Self.status(.running))
        bench.engine.willRead([.fail(unknown)])
        let result = await bench.run("logs", Self.run)
        #expect(result.code == 64)
        #expect(
            result.errors
                == "deploy-runner: error: there is no run \(Self.run) on this machine\n  hint: look elsewhere\n"
        )
    }

    // MARK: - status

    @Test func `status tells people where a run stands`() async throws {
        let bench = try Workbench()
        var status = try Self.status(.ended, .exited(2))
        status.facts = ["resolved_ref": "3f2c1a", "note": "a\u{1B}b"]
        status.detail = "cpu and memory are not limited"
        bench.engine.willSay(status)
        let result = await bench.run("status", Self.run)
        #expect(result.code == 0)
        let expected = """
            run           \(Self.run)
            job           demo/speak
            state         ended: exited with 2 (exit code 2)
            started       2026-11-23T22:41:03.123Z, 0.0 s ago
            ended         2026-11-23T22:42:08.523Z, after 1 min 5 s
            note          a\\u{001B}b
            resolved_ref  3f2c1a
            detail        cpu and memory are not limited

            """
        #expect(result.output == expected)
        #expect(result.errors.isEmpty)
    }

    @Test func `status tells programs the same as the wire does`() async throws {
        let bench = try Workbench()
        bench.engine.willSay(try Self.status(.running))
        let result = await bench.run("status", "--output", "json", Self.run)
        let expected =
            #"{"container":"demo","facts":{},"phase":"running","run_id":"\#(Self.run)","script":"speak","started_at":"\#(LogText.at)"}"#
        #expect(result.output == expected + "\n")
    }

    // MARK: - stop

    @Test(
        arguments: [([], .graceful, "gracefully"), (["--hurry"], .hurried, "at once")]
            as [([String], StopRequest.Urgency, String)]
    )
    func `stop asks the run to stop, and says where to look`(
        options: [String],
        urgency: StopRequest.Urgency,
        manner: String
    ) async throws {
        let bench = try Workbench()
        bench.engine.willSay(try Self.status(.running))
        bench.engine.mayStop()
        let result = await bench.run(["stop", Self.run] + options)
        #expect(result.code == 0)
        #expect(bench.engine.stops.map(\.request) == [StopRequest(urgency, because: .requested)])
        #expect(bench.engine.stops.first?.run.description == Self.run)
        #expect(
            result.errors
                == "deploy-runner: asked run \(Self.run) to stop \(manner); to see how it ends: infrastructure-deployer logs \(Self.run)\n"
        )
    }

    @Test func `a run that cannot be looked at for now is stopped all the same`() async throws {
        let bench = try Workbench()
        bench.engine.willNotSay(RunnerError(.tryAgain, "StatusUnknown", "where the run stands is unknown"))
        bench.engine.mayStop()
        let result = await bench.run("stop", Self.run)
        #expect(result.code == 0, "\(result.errors)")
        #expect(bench.engine.stops.count == 1)
    }

    @Test func `a run that has ended is not stopped again`() async throws {
        let bench = try Workbench()
        bench.engine.willSay(try Self.status(.ended, .exited(0)))
        let result = await bench.run("stop", Self.run)
        #expect(result.code == 0)
        #expect(bench.engine.stops.isEmpty)
        #expect(result.errors == "deploy-runner: run \(Self.run) has ended already: succeeded\n")
    }

    @Test(arguments: ["logs", "status", "stop"])
    func `a run in AWS is asked for over there, and not on this machine`(command: String) async throws {
        let environment = ["HOME": "/nonexistent", "AWS_EC2_METADATA_DISABLED": "true"]
        let result = try await Workbench(environment: environment).run(command, "--aws-region", "eu-west-1", Self.run)
        #expect(result.code == 69)
        #expect(result.errors.contains("the Lambda function ecs-deploy-runner-invoker could not be called"))
    }
}
