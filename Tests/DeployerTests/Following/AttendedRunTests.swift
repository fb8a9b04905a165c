import Fixtures
import Gatekeeper
import Invoker
import RunProtocol
import SystemPackage
import Testing

@testable import Deployer

/// A run from the command line to the exit code, with the engine replaced.
@Suite(.timeLimit(.minutes(30))) struct AttendedRunTests {
    private static let speech = LogText.records(
        (.notes, "running speak\n"),
        (.output, "one\n"),
        (.errors, "oops\n"),
        (.output, "no newline")
    )

    @Test func `the job's bytes stand alone on standard output, the story on standard error`() async throws {
        let bench = try Workbench()
        bench.engine.willRun(Self.speech)
        let result = await bench.run(Workbench.speak)
        #expect(result.code == 0)
        #expect(result.output == "one\nno newline")
        let expected = """
            deploy-runner: invoking the deploy runner on this machine
            deploy-runner: successfully invoked the deploy runner on this machine
            deploy-runner: waiting for task RUN to start
            deploy-runner: task RUN has started
            deploy-runner: streaming logs
            deploy-runner: running speak
            oops
            deploy-runner: succeeded after 0.0 s; log complete (3 lines); run RUN

            """
        #expect(bench.tidy(result.errors) == expected)
    }

    @Test func `where both streams lead to one place, prose still begins a line`() async throws {
        let bench = try Workbench(.together)
        bench.engine.willRun(Self.speech)
        _ = await bench.run(Workbench.speak)
        #expect(
            bench.tidy(bench.console.both).hasSuffix(
                "oops\nno newline\ndeploy-runner: succeeded after 0.0 s; log complete (3 lines); run RUN\n"
            )
        )
    }

    @Test func `with --log-level warn a success is silent but for the job`() async throws {
        let bench = try Workbench()
        bench.engine.willRun(Self.speech)
        let result = await bench.run("--local", "--log-level", "warn", "--", "demo", "speak")
        #expect(result.output == "one\nno newline")
        #expect(result.errors == "oops\n")
    }

    @Test func `with --log-prefix each line has its source and its time`() async throws {
        let bench = try Workbench()
        bench.engine.willRun(Self.speech)
        let result = await bench.run("--local", "--log-prefix", "--log-level", "error", "--", "demo", "speak")
        #expect(result.output == "[demo] \(LogText.at) one\n[demo] \(LogText.at) no newline")
        #expect(result.errors == "[demo] \(LogText.at) oops\n")
    }

    @Test func `as JSON every event is a line, and the end is the last`() async throws {
        let bench = try Workbench()
        bench.engine.willRun(LogText.records((.output, "one\n"), (.errors, "two")), .exited(2))
        let result = await bench.run("--local", "--output", "json", "--", "demo", "speak")
        #expect(result.code == 2)
        let lines = bench.tidy(result.output).split(separator: "\n")
        let expected = [
            #"{"run":{"container":"demo","log":{},"run_id":"RUN","script":"speak","task":"task-1"}}"#,
            #"{"status":{"container":"demo","facts":{},"phase":"starting","run_id":"RUN","script":"speak","started_at":"\#(LogText.at)"}}"#,
            #"{"status":{"container":"demo","facts":{},"phase":"running","run_id":"RUN","script":"speak","started_at":"\#(LogText.at)"}}"#,
            #"{"cursor":"1","line":{"at":"\#(LogText.at)","stream":"out","text":"one"}}"#,
            #"{"cursor":"2","line":{"at":"\#(LogText.at)","open":true,"stream":"err","text":"two"}}"#,
        ]
        #expect(lines.dropLast().map(String.init) == expected)
        #expect(lines.last?.hasPrefix(#"{"end":{"bytes":7,"complete":true,"exit":2,"#) == true)
        #expect(result.errors.contains("deploy-runner: exited with 2 after"))
    }

    @Test func `the request carries everything that the options say`() async throws {
        let bench = try Workbench(environment: [
            "GITLAB_CI": "true", "CI_JOB_URL": "https://gitlab.example.com/x/-/jobs/7",
        ])
        bench.engine.willRun(Self.speech)
        let size = ["--task-cpu", "512", "--task-memory", "1024", "--task-launch-type", "EC2", "--client-token", "t"]
        _ = await bench.run(["--local"] + size + ["--", "demo", "speak", "a", "", "b c"])
        let run = try #require(bench.engine.started.first)
        let job = try #require(bench.engine.jobs.first)
        #expect(run.attendance == .attended)
        #expect(run.clientToken == "t")
        #expect(run.caller == ["ci": "gitlab", "run_url": "https://gitlab.example.com/x/-/jobs/7"])
        #expect(job.arguments.map(\.string) == ["a", "", "b c"])
        #expect(job.size.cpu == 512)
        #expect(job.size.memory == 1024)
        #expect(job.launchType == .ec2)
    }

    @Test func `a refusal gives 77 and its documented name, and starts nothing`() async throws {
        let bench = try Workbench()
        let result = await bench.run("--local", "--", "demo", "speak", "--name", "Anna")
        #expect(result.code == 77)
        #expect(result.output.isEmpty)
        let first = result.errors.split(separator: "\n").first { $0.contains("refused") }
        #expect(
            first?.hasPrefix(
                "deploy-runner: refused: OptionRegexRestrictedError: Provided value for option name (Anna) does not match regex"
            ) == true,
            "\(result.errors)"
        )
        #expect(result.errors.contains("\n  rule: demo/speak/restricted_options_regex/name\n"))
        #expect(bench.engine.started.isEmpty)
    }

    @Test func `a refusal as JSON has its rule and its hint`() async throws {
        let bench = try Workbench()
        let result = await bench.run("--local", "--output", "json", "--", "demo", "spaek")
        #expect(result.code == 77)
        #expect(
            result.output.hasPrefix(#"{"error":{"code":77,"hint":"did you mean speak?","message":"Script (spaek)"#),
            "\(result.output)"
        )
        #expect(
            result.output.hasSuffix(#""rule":"demo/script_config","type":"ScriptNotAllowedError"}}"# + "\n"),
            "\(result.output)"
        )
    }

    @Test(arguments: [(ExitCode.unavailable, 69), (.tryAgain, 75)] as [(ExitCode, Int32)])
    func `a start that fails gives the engine's reason and code`(code: ExitCode, exit: Int32) async throws {
        let bench = try Workbench()
        bench.engine.willStart(
            .failure(RunnerError(code, "SandboxMissing", "bwrap is not installed", hint: "install it"))
        )
        let result = await bench.run(Workbench.speak)
        #expect(result.code == exit)
        #expect(result.errors.hasSuffix("deploy-runner: error: bwrap is not installed\n  hint: install it\n"))
    }

    @Test func `without credentials each source that was tried is named, and nothing is started`() async throws {
        let folder = try TestFolder()
        let environment = [
            "HOME": folder.path.string, "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_ENDPOINT_URL": "http://127.0.0.1:9",
        ]
        let bench = try Workbench(environment: environment)
        let result = await bench.run("--aws-region", "eu-west-1", "--", "demo", "speak")
        #expect(result.code == 69)
        #expect(result.errors.contains("the Lambda function ecs-deploy-runner-invoker could not be called"))
        for source in ["AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_EC2_METADATA_DISABLED"] {
            #expect(result.errors.contains(source), "\(result.errors)")
        }
        #expect(bench.engine.started.isEmpty)
    }

    @Test func `a log with a gap makes a success 74, and says what is missing`() async throws {
        let bench = try Workbench()
        let log = LogText.records((.output, "one\n"), (.output, "two\n"), (.output, "three\n"))
        let second = log.text.split(separator: 0x0A).dropFirst(2).flatMap { $0 + [0x0A] }
        bench.engine.willStart()
        bench.engine.willRead([
            .lines(LogText.records((.output, "one\n")).text), .lines(Array(second)), .lines(log.trailer(.exited(0))),
            .end(.exited(0)),
        ])
        let result = await bench.run(Workbench.speak)
        #expect(result.code == 74)
        #expect(result.output == "one\nthree\n")
        #expect(
            bench.tidy(result.errors).hasSuffix(
                "deploy-runner: succeeded after 0.0 s; log incomplete: record 2 is missing (3 lines); run RUN; exit code 74\n"
            )
        )
    }

    @Test func `a task that never ran its script says why, on a line of its own`() async throws {
        let bench = try Workbench()
        bench.engine.willStart()
        bench.engine.willRead([.phase(.starting), .end(.notStarted(reason: "no such image"))])
        let result = await bench.run(Workbench.speak)
        #expect(result.code == 69)
        let expected = """
            deploy-runner: the task did not start: no such image
            deploy-runner: did not start after 0.0 s; log incomplete: there is no record of the job's output; run RUN; exit code 69

            """
        #expect(bench.tidy(result.errors).hasSuffix(expected))
        #expect(!result.errors.contains("has started"))
    }

    @Test func `a log that breaks off is taken up again behind the last record`() async throws {
        let bench = try Workbench()
        var log = LogText.records((.output, "one\n"))
        let first = log.text
        log.append(Array("two\n".utf8), .output)
        let second = Array(log.text.dropFirst(first.count))
        let breakage = RunnerError(.tryAgain, "Cut", "the stream was cut")
        bench.engine.willStart()
        bench.engine.willRead([.lines(first), .fail(breakage)])
        bench.engine.willRead([.fail(breakage)])
        bench.engine.willRead([.lines(second), .lines(log.trailer(.exited(0))), .end(.exited(0))])
        let running = bench.start(Workbench.speak)
        await bench.clock.sleeper(until: .seconds(1))
        bench.clock.advance(to: .seconds(1))
        await bench.clock.sleeper(until: .seconds(3))
        bench.clock.advance(to: .seconds(3))
        let result = await running.result
        #expect(result.code == 0)
        #expect(result.output == "one\ntwo\n")
        #expect(bench.engine.cursors.map(\.record) == [0, 1, 1])
        #expect(result.errors.contains("the log breaks off (the stream was cut); reading on behind record 1"))
        #expect(result.errors.contains("log complete from record 2"))
    }

    @Test func `a log that cannot be read again and again is an unknown outcome, never a success`() async throws {
        let bench = try Workbench()
        bench.engine.willStart()
        for _ in 0..<26 { bench.engine.willRead([.fail(RunnerError(.tryAgain, "Cut", "the stream was cut"))]) }
        let running = bench.start(Workbench.speak)
        for second in [1, 3, 7, 15, 31] + (1...20).map({ 31 + 30 * $0 }) {
            await bench.clock.sleeper(until: .seconds(second))
            bench.clock.advance(to: .seconds(second))
        }
        let result = await running.result
        #expect(result.code == 70)
        let expected = """
            deploy-runner: error: run RUN can no longer be followed; it goes on, or is stopped when nobody has followed it \
            for some minutes, as its script's on_abandon says
              cause: the stream was cut
              hint: infrastructure-deployer logs RUN --from 0 reads on

            """
        #expect(bench.tidy(result.errors).hasSuffix(expected), "\(result.errors)")
    }

    @Test func `a function that crashed is asked again, and credentials that have ended say what becomes of the run`()
        async throws
    {
        let bench = try Workbench()
        bench.engine.willStart()
        let crash = RunnerError(.unavailable, FunctionFailure.errorType, "the function failed before it answered")
        bench.engine.willRead([.fail(crash)])
        bench.engine.willRead([.fail(RunnerError(.unavailable, "InvokeFailed", "the function could not be called"))])
        let running = bench.start(Workbench.speak)
        await bench.clock.sleeper(until: .seconds(1))
        bench.clock.advance(to: .seconds(1))
        let result = await running.result
        #expect(result.code == 70)
        #expect(result.errors.contains("the log breaks off (the function failed before it answered)"))
        #expect(result.errors.contains("it goes on, or is stopped when nobody has followed it"))
        #expect(result.errors.contains("cause: the function could not be called"))
    }

    @Test func `an output that has no room costs a success its 0, and never stops the run`() async throws {
        let bench = try Workbench()
        bench.console.fail(.output, with: .noSpace)
        bench.engine.willRun(Self.speech)
        let result = await bench.run(Workbench.speak)
        #expect(result.code == 74)
        #expect(bench.engine.stops.isEmpty)
        let errors = bench.tidy(result.errors)
        #expect(
            errors.contains(
                "deploy-runner: the output cannot be written: No space left on device; run RUN goes on, and its log is kept\n"
            )
        )
        #expect(errors.contains("\noops\n"))
        #expect(errors.hasSuffix("what is missing here is in infrastructure-deployer logs RUN\n"))
    }

    @Test func `an output that has no room does not hide the job's own failure`() async throws {
        let bench = try Workbench()
        bench.console.fail(.output, with: .noSpace)
        bench.engine.willRun(Self.speech, .exited(3))
        #expect(await bench.run(Workbench.speak).code == 3)
    }

    @Test func `a line that no entrypoint wrote is shown, and makes the log incomplete`() async throws {
        let bench = try Workbench()
        bench.engine.willStart()
        bench.engine.willRead([.lines(Array("who wrote this?\n".utf8)), .end(.exited(0))])
        let result = await bench.run(Workbench.speak)
        #expect(result.code == 74)
        #expect(result.output == "who wrote this?\n")
    }
}
