import Foundation
import RunProtocol
import Testing

@testable import Deployer

/// How a start looks: in a pipe, in CI tools, on a terminal.
@Suite(.timeLimit(.minutes(30))) struct NarrationTests {
    private static let speech = LogText.records((.output, "one\n"))
    private static let closing = "deploy-runner: succeeded after 0.0 s; log complete (1 line); run RUN\n"
    private static let story = """
        deploy-runner: invoking the deploy runner on this machine
        deploy-runner: successfully invoked the deploy runner on this machine
        deploy-runner: waiting for task RUN to start
        deploy-runner: task RUN has started
        deploy-runner: streaming logs

        """

    @Test func `GitHub Actions folds the start away, and nothing of the job`() async throws {
        let bench = try Workbench(environment: ["GITHUB_ACTIONS": "true"], .together)
        bench.engine.willRun(Self.speech)
        _ = await bench.run(Workbench.speak)
        #expect(
            bench.tidy(bench.console.both)
                == "::group::Starting demo/speak\n\(Self.story)::endgroup::\none\n\(Self.closing)"
        )
        #expect(bench.console.output == "one\n")
    }

    @Test func `a run that an earlier call has started is told from a new one`() async throws {
        let bench = try Workbench()
        bench.engine.willRun(Self.speech)
        bench.engine.hasStarted(at: Timestamp(milliseconds: LogText.at.milliseconds - 86_400_000))
        let result = await bench.run("--local", "--client-token", "nightly", "--", "demo", "speak")
        #expect(result.code == 0)
        let words = "run RUN was started by an earlier call with its client token, at 2026-11-22T22:41:03.123Z"
        #expect(bench.tidy(result.errors).components(separatedBy: words).count == 2, "\(result.errors)")
    }

    @Test func `GitLab folds the start away in a collapsed section`() async throws {
        let bench = try Workbench(environment: ["GITLAB_CI": "true"], .together)
        bench.engine.willRun(Self.speech)
        _ = await bench.run(Workbench.speak)
        let name = "deploy_runner_1795473663123"
        let opening = "\u{1B}[0Ksection_start:1795473663:\(name)[collapsed=true]\r\u{1B}[0KStarting demo/speak\n"
        let end = "\u{1B}[0Ksection_end:1795473663:\(name)\r\u{1B}[0K\n"
        #expect(bench.tidy(bench.console.both) == opening + Self.story + end + "one\n" + Self.closing)
    }

    @Test func `a refusal is not folded away`() async throws {
        let bench = try Workbench(environment: ["GITHUB_ACTIONS": "true"])
        let result = await bench.run("--local", "--", "demo", "nothing")
        #expect(
            result.errors.hasPrefix(
                "::group::Starting demo/nothing\ndeploy-runner: invoking the deploy runner on this machine\n::endgroup::\ndeploy-runner: refused: "
            )
        )
    }

    @Test func `a container name cannot write a workflow command into the log`() async throws {
        let bench = try Workbench(environment: ["GITHUB_ACTIONS": "true"])
        let result = await bench.run("--local", "--", "demo\n::error::owned", "speak\u{1B}[31m")
        #expect(result.code == 77)
        #expect(!result.errors.contains("\n::error"))
        #expect(!result.errors.contains("\u{1B}"))
    }

    @Test func `when nothing but warnings is wanted, there is no group either`() async throws {
        let bench = try Workbench(environment: ["GITHUB_ACTIONS": "true"])
        bench.engine.willRun(Self.speech)
        #expect(await bench.run("--local", "--log-level", "warn", "--", "demo", "speak").errors.isEmpty)
    }

    @Test func `on a terminal one live line counts the seconds, and leaves no trace`() async throws {
        let bench = try Workbench(environment: ["NO_COLOR": "1"], kind: .terminal(columns: 80), .together)
        let answer = Latch()
        let reading = Latch()
        let start = Latch()
        bench.engine.willStart(after: [.wait(answer)])
        bench.engine.willRead([
            .tell(reading), .phase(.starting), .wait(start), .phase(.running), .lines(Self.speech.text),
            .lines(Self.speech.trailer(.exited(0))),
            .end(.exited(0)),
        ])
        let running = bench.start(Workbench.speak)
        await bench.clock.sleeper(until: .milliseconds(300))
        bench.clock.advance(to: .milliseconds(300))
        await bench.console.saw("starting demo/speak · 0 s")
        await bench.clock.sleeper(until: .milliseconds(1300))
        answer.open()
        await reading.opened()
        bench.clock.advance(to: .milliseconds(1300))
        await bench.clock.sleeper(until: .milliseconds(2300))
        bench.clock.advance(to: .milliseconds(2300))
        await bench.console.saw("waiting for demo/speak to start · 2 s")
        start.open()
        _ = await running.result
        let erase = "\r\u{1B}[K"
        let shown = bench.tidy(bench.console.both)
        #expect(
            shown.hasSuffix(
                "waiting for demo/speak to start · 2 s\(erase)one\ndeploy-runner: succeeded after 2.3 s; log complete (1 line); run RUN\n"
            ),
            "\(shown)"
        )
        #expect(shown.components(separatedBy: erase).last?.contains("start") == false)
    }

    @Test func `when the job speaks, the live line stops for good`() async throws {
        let bench = try Workbench(kind: .terminal(columns: 80), .together)
        let (answer, speaking, over) = (Latch(), Latch(), Latch())
        bench.engine.willStart(after: [.wait(answer)])
        bench.engine.willRead([
            .lines(Self.speech.text), .tell(speaking), .wait(over), .lines(Self.speech.trailer(.exited(0))),
            .end(.exited(0)),
        ])
        let running = bench.start(Workbench.speak)
        await bench.clock.sleeper(until: .milliseconds(300))
        answer.open()
        await speaking.opened()
        // What is left is --max-wait-time.
        await bench.clock.sleeper(until: .seconds(7200))
        #expect(bench.clock.deadlines == [.seconds(7200)])
        over.open()
        #expect(await running.result.code == 0)
    }

    @Test func `what starts at once flickers nothing onto a terminal`() async throws {
        let bench = try Workbench(environment: ["NO_COLOR": "1"], kind: .terminal(columns: 80), .together)
        bench.engine.willRun(Self.speech)
        _ = await bench.run(Workbench.speak)
        #expect(bench.tidy(bench.console.both) == "one\n" + Self.closing)
    }

    @Test func `on a dumb terminal, and with --log-level debug, lines stay where they are`() async throws {
        let dumb = try Workbench(environment: ["TERM": "dumb"], kind: .terminal(columns: 80), .together)
        dumb.engine.willRun(Self.speech)
        _ = await dumb.run(Workbench.speak)
        #expect(dumb.tidy(dumb.console.both) == Self.story + "one\n" + Self.closing)

        let debug = try Workbench(environment: ["NO_COLOR": "1"], kind: .terminal(columns: 80), .together)
        debug.engine.willRun(Self.speech)
        _ = await debug.run("--local", "--log-level", "debug", "--", "demo", "speak")
        #expect(debug.console.both.contains("deploy-runner: the task is task-1\n"))
        #expect(debug.console.both.contains("deploy-runner: streaming logs\n"))
    }

    @Test func `a start that fails takes its live line with it`() async throws {
        let bench = try Workbench(environment: ["NO_COLOR": "1"], kind: .terminal(columns: 80), .together)
        let answer = Latch()
        bench.engine.willStart(.failure(RunnerError(.unavailable, "Gone", "nothing is there")), after: [.wait(answer)])
        let running = bench.start(Workbench.speak)
        await bench.clock.sleeper(until: .milliseconds(300))
        bench.clock.advance(to: .milliseconds(300))
        await bench.console.saw("starting")
        answer.open()
        #expect(await running.result.code == 69)
        #expect(bench.console.both == "starting demo/speak · 0 s\r\u{1B}[Kdeploy-runner: error: nothing is there\n")
    }
}
