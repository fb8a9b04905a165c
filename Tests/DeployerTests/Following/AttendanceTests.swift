import Invoker
import RunProtocol
import Testing

@testable import Deployer

@Suite(.timeLimit(.minutes(30))) struct AttendanceTests {
    private static let trouble = RunnerError(.unavailable, "LeaseNotRenewed", "not reached")

    @Test func `a run that wants it hears of its client again and again, until its end`() async throws {
        let bench = try Workbench()
        let (first, second) = (Latch(), Latch())
        bench.engine.willStart()
        for _ in 1...2 { bench.engine.willAttend(.success(.seconds(60))) }
        let trailer = LogText.records().trailer(.exited(0))
        bench.engine.willRead([.tell(first), .wait(second), .lines(trailer), .end(.exited(0))])
        let running = bench.start(Workbench.speak)
        await first.opened()
        await bench.clock.sleeper(until: .seconds(54)...(.seconds(60)))
        #expect(bench.engine.attended.count == 1)
        bench.clock.advance(to: .seconds(60))
        await bench.clock.sleeper(until: .seconds(114)...(.seconds(120)))
        #expect(bench.engine.attended == Array(repeating: try #require(bench.engine.started.first?.id), count: 2))
        second.open()
        #expect(await running.result.code == 0)
        #expect(bench.clock.deadlines.isEmpty, "nobody speaks for a client that has gone")
    }

    @Test
    func `a run that does not hear of its client for half a lease is warned of once, and what is denied stays so`()
        async throws
    {
        let bench = try Workbench()
        let done = Latch()
        bench.engine.willStart()
        let moments = [1, 3, 7] + stride(from: 15, through: 150, by: 15)
        // One at the start, and one more would be an answer that the run needs nobody.
        for _ in 0...moments.count { bench.engine.willAttend(.failure(Self.trouble)) }
        bench.engine.willRead([.wait(done), .lines(LogText.records().trailer(.exited(0))), .end(.exited(0))])
        let running = bench.start(Workbench.speak)
        for second in moments {
            #expect(!bench.console.errors.contains("abandoned"))
            await bench.clock.sleeper(until: .seconds(second))
            bench.clock.advance(to: .seconds(second))
        }
        await bench.console.saw("not reached")
        done.open()
        let result = await running.result
        #expect(result.code == 0)
        let warning = "run RUN may be stopped as abandoned: it does not hear of this client\n"
        #expect(bench.tidy(result.errors).ranges(of: warning).count == 1)
        #expect(bench.engine.attended.count == moments.count + 1)
    }

    @Test func `what fails is said again soon, and what cannot help is not`() async throws {
        let bench = try Workbench()
        let done = Latch()
        bench.engine.willStart()
        for _ in 1...3 { bench.engine.willAttend(.failure(Self.trouble)) }
        bench.engine.willAttend(.failure(RunnerError(.usage, "MalformedRequest", "an action that is not known")))
        bench.engine.willRead([.wait(done), .lines(LogText.records().trailer(.exited(0))), .end(.exited(0))])
        let running = bench.start(Workbench.speak)
        for second in [1, 3, 7] {
            await bench.clock.sleeper(until: .seconds(second))
            bench.clock.advance(to: .seconds(second))
        }
        done.open()
        let result = await running.result
        #expect(result.code == 0)
        #expect(!result.errors.contains("LeaseNotRenewed"))
    }
}
