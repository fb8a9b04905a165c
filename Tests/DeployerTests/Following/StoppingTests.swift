import Invoker
import RunProtocol
import SystemPackage
import Testing

@testable import Deployer

/// What signals, the clock and the reader of the output do to a run that is attended.
@Suite(.timeLimit(.minutes(30))) struct StoppingTests {
    private static func stop(_ urgency: StopRequest.Urgency, _ reason: StopReason) -> StopRequest {
        StopRequest(urgency, because: reason)
    }

    @Test(
        arguments: [
            (2, 130, "interrupted (SIGINT): stopping run RUN gracefully; Ctrl-C again hurries it"),
            (15, 143, "the client was told to end (SIGTERM): stopping run RUN gracefully; Ctrl-C hurries it"),
            (1, 129, "the client's terminal went away (SIGHUP): stopping run RUN gracefully; Ctrl-C hurries it"),
        ] as [(Int32, Int32, String)]
    )
    func `a signal stops the run gracefully, and its output is read to the end`(
        number: Int32,
        code: Int32,
        sentence: String
    ) async throws {
        let bench = try Workbench()
        let speaking = Latch()
        bench.engine.willRunUntilStopped(outcome: .stopped(.signal(number), code: 3), speaking: speaking)
        let running = bench.start(Workbench.speak)
        await speaking.opened()
        bench.signal(number)
        let result = await running.result
        #expect(result.code == code)
        #expect(result.output == "working\nsaved\n")
        #expect(bench.engine.stops.map(\.request) == [Self.stop(.graceful, .signal(number))])
        #expect(bench.tidy(result.errors).contains("deploy-runner: \(sentence)\n"), "\(result.errors)")
        #expect(bench.tidy(result.errors).contains("log complete (2 lines); run RUN; exit code \(code)\n"))
    }

    @Test func `the second Ctrl-C hurries the run`() async throws {
        let bench = try Workbench()
        let speaking = Latch()
        bench.engine.willRunUntilStopped(times: 2, outcome: .stopped(.signal(2), code: nil), speaking: speaking)
        let running = bench.start(Workbench.speak)
        await speaking.opened()
        bench.signal(2)
        await bench.engine.stopped(1)
        bench.clock.advance(to: .seconds(1))
        bench.signal(2)
        let result = await running.result
        #expect(result.code == 130)
        #expect(
            bench.engine.stops.map(\.request) == [Self.stop(.graceful, .signal(2)), Self.stop(.hurried, .signal(2))]
        )
        #expect(
            bench.tidy(result.errors).contains(
                "hurrying run RUN: SIGTERM now, SIGKILL shortly after; Ctrl-C once more leaves it to that\n"
            )
        )
    }

    @Test func `the third Ctrl-C leaves at once, though nothing ever ends`() async throws {
        let bench = try Workbench()
        let speaking = Latch()
        let never = Latch()
        bench.engine.willStart()
        bench.engine.mayStop()
        bench.engine.willRead([
            .lines(LogText.records((.output, "working\n")).text), .tell(speaking), .wait(never), .end(.exited(0)),
        ])
        let running = bench.start(Workbench.speak)
        await speaking.opened()
        for second in 1...2 {
            bench.clock.advance(to: .seconds(second))
            bench.signal(2)
            await bench.engine.stopped(second)
            await bench.console.saw(["gracefully", "hurrying"][second - 1])
        }
        bench.clock.advance(to: .seconds(3))
        bench.signal(2)
        let result = await running.result
        #expect(result.code == 130)
        #expect(
            bench.tidy(result.errors).hasSuffix(
                "deploy-runner: left; run RUN goes on stopping: infrastructure-deployer status RUN\n"
            )
        )
        never.open()
    }

    @Test func `SIGTERM behind SIGINT, as CI tools send them, asks for nothing more`() async throws {
        let bench = try Workbench()
        let speaking = Latch()
        let cancelled = Latch()
        bench.engine.willStart()
        bench.engine.mayStop()
        let log = LogText.records((.output, "saved\n"))
        bench.engine.willRead([
            .tell(speaking), .wait(cancelled), .lines(log.text), .lines(log.trailer(.stopped(.signal(2), code: 1))),
            .end(.stopped(.signal(2), code: 1)),
        ])
        let running = bench.start(Workbench.speak)
        await speaking.opened()
        bench.signal(2)
        await bench.engine.stopped(1)
        bench.clock.advance(to: .seconds(7.5))
        for number: Int32 in [15, 1, 15] { bench.signal(number) }
        // Behind them in the same queue: once it has been acted on, so have they.
        bench.signal(2)
        await bench.engine.stopped(2)
        cancelled.open()
        #expect(await running.result.code == 130)
        #expect(
            bench.engine.stops.map(\.request) == [Self.stop(.graceful, .signal(2)), Self.stop(.hurried, .signal(2))]
        )
    }

    @Test func `Ctrl-C while the start is on its way stops the run as soon as it has a name`() async throws {
        let bench = try Workbench()
        let starting = Latch()
        let answer = Latch()
        bench.engine.willStart(after: [.tell(starting), .wait(answer)])
        bench.engine.mayStop()
        bench.engine.willRead([.stops(1), .end(.stopped(.signal(2), code: nil))])
        let running = bench.start(Workbench.speak)
        await starting.opened()
        bench.signal(2)
        await bench.console.saw("stopping the run that is about to start, gracefully")
        #expect(bench.engine.stops.isEmpty)
        answer.open()
        let result = await running.result
        #expect(result.code == 130)
        let stop = try #require(bench.engine.stops.first)
        #expect(bench.engine.stops.count == 1)
        #expect(stop.run == bench.engine.started.first?.id)
        #expect(stop.request == Self.stop(.graceful, .signal(2)))
    }

    @Test func `a start that is never answered can be left`() async throws {
        let bench = try Workbench()
        let starting = Latch()
        let never = Latch()
        bench.engine.willStart(
            .failure(RunnerError(.unavailable, "Late", "too late")),
            after: [.tell(starting), .wait(never)]
        )
        let running = bench.start(Workbench.speak)
        await starting.opened()
        for second in 1...3 {
            bench.clock.advance(to: .seconds(second))
            bench.signal(2)
            await bench.console.saw(["gracefully", "hurrying", "left"][second - 1])
        }
        let result = await running.result
        #expect(result.code == 130)
        #expect(result.errors.hasSuffix("it is stopped or finished as its script's on_abandon says\n"))
        never.open()
    }

    @Test func `a run that takes longer than --max-wait-time is stopped, with 124`() async throws {
        let bench = try Workbench()
        let speaking = Latch()
        bench.engine.willRunUntilStopped(outcome: .stopped(.timedOut, code: 0), speaking: speaking)
        let running = bench.start("--local", "--max-wait-time", "1h30m", "--", "demo", "speak")
        await speaking.opened()
        await bench.clock.sleeper(until: .seconds(5400))
        bench.clock.advance(to: .seconds(5399))
        #expect(bench.engine.stops.isEmpty)
        bench.clock.advance(to: .seconds(5400))
        let result = await running.result
        #expect(result.code == 124)
        #expect(result.output == "working\nsaved\n")
        #expect(bench.engine.stops.map(\.request) == [Self.stop(.graceful, .timedOut)])
        #expect(
            bench.tidy(result.errors).contains(
                "waited 1h30m (--max-wait-time): stopping run RUN gracefully; Ctrl-C hurries it\n"
            )
        )
        #expect(result.errors.contains("after 1 h 30 min"))
    }

    @Test func `a job that ends by itself just after its time is its own success`() async throws {
        let bench = try Workbench()
        let speaking = Latch()
        bench.engine.willRunUntilStopped(outcome: .exited(0), speaking: speaking)
        let running = bench.start(Workbench.speak)
        await speaking.opened()
        await bench.clock.sleeper(until: .seconds(7200))
        bench.clock.advance(to: .seconds(7200))
        #expect(await running.result.code == 0)
    }

    @Test func `a reader of the output that goes away stops the run, as SIGPIPE would`() async throws {
        let bench = try Workbench()
        bench.console.fail(.output, with: .brokenPipe)
        bench.engine.willRunUntilStopped(outcome: .stopped(.signal(13), code: 0), speaking: Latch())
        let result = await bench.run(Workbench.speak)
        #expect(result.code == 141)
        #expect(bench.engine.stops.map(\.request) == [Self.stop(.graceful, .signal(13))])
        #expect(result.errors.contains("whoever read the output has gone: stopping"))
    }

    @Test func `a reader that goes away before the job's last words costs it its 0`() async throws {
        let bench = try Workbench()
        bench.console.fail(.output, with: .brokenPipe)
        bench.engine.mayStop()
        bench.engine.willRun(LogText.records((.output, "lost\n")))
        #expect(await bench.run(Workbench.speak).code == 141)
    }

    @Test func `a stop that the engine refuses is told, and the run is followed on`() async throws {
        let bench = try Workbench()
        let speaking = Latch()
        let told = Latch()
        let log = LogText.records((.output, "done\n"))
        bench.engine.willStart()
        bench.engine.mayStop(
            .failure(RunnerError(.unavailable, "StopFailed", "the host takes no messages", hint: "allow it"))
        )
        bench.engine.willRead([
            .tell(speaking), .wait(told), .lines(log.text), .lines(log.trailer(.exited(0))), .end(.exited(0)),
        ])
        let running = bench.start(Workbench.speak)
        await speaking.opened()
        bench.signal(2)
        await bench.console.saw("  hint: allow it\n")
        told.open()
        let result = await running.result
        #expect(result.code == 0)
        #expect(result.errors.contains("deploy-runner: error: the host takes no messages\n"))
        #expect(bench.engine.stops.count == 1)
    }

    private static let throttled = RunnerError(.tryAgain, "StopFailed", "the run could not be asked to stop")

    @Test func `a stop that is not delivered is sent again until it is`() async throws {
        let bench = try Workbench()
        let speaking = Latch()
        for _ in 1...2 { bench.engine.mayStop(.failure(Self.throttled)) }
        bench.engine.willRunUntilStopped(times: 3, outcome: .stopped(.signal(2), code: 3), speaking: speaking)
        let running = bench.start(Workbench.speak)
        await speaking.opened()
        bench.signal(2)
        for second in [1, 3] {
            await bench.clock.sleeper(until: .seconds(second))
            bench.clock.advance(to: .seconds(second))
        }
        let result = await running.result
        #expect(result.code == 130)
        #expect(
            bench.engine.stops.map(\.request) == Array(repeating: Self.stop(.graceful, .signal(2)), count: 3)
        )
        #expect(
            bench.tidy(result.errors).contains("the run could not be asked to stop; asking run RUN to stop again\n")
        )
    }

    @Test func `a hurried stop takes the place of a graceful one that was not delivered`() async throws {
        let bench = try Workbench()
        let speaking = Latch()
        bench.engine.mayStop(.failure(Self.throttled))
        bench.engine.willRunUntilStopped(times: 2, outcome: .stopped(.signal(2), code: nil), speaking: speaking)
        let running = bench.start(Workbench.speak)
        await speaking.opened()
        bench.signal(2)
        await bench.clock.sleeper(until: .seconds(1))
        bench.clock.advance(to: .milliseconds(500))
        bench.signal(2)
        #expect(await running.result.code == 130)
        #expect(
            bench.engine.stops.map(\.request) == [Self.stop(.graceful, .signal(2)), Self.stop(.hurried, .signal(2))]
        )
        #expect(!bench.clock.deadlines.contains(.seconds(1)))
    }
}
