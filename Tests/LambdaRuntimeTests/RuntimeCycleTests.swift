import NIOHTTP1
import RunProtocol
import Testing

@testable import LambdaRuntime

@Suite struct RuntimeCycleTests {
    private static let call = RuntimeReply(
        status: 200,
        headers: [
            "lambda-runtime-aws-request-id": "id-1", "Lambda-Runtime-Deadline-Ms": "1800000000000",
            "Lambda-Runtime-Trace-Id": "Root=1", "Lambda-Runtime-Invoked-Function-Arn": "arn",
            "Lambda-Runtime-Client-Context": "{}",
        ],
        body: [1, 2]
    )
    private static let error = RunnerError(.unavailable, "X", "x")

    private static func waiting() -> RuntimeCycle {
        var cycle = RuntimeCycle()
        #expect(cycle.step(after: .ready) == .ask)
        return cycle
    }

    private static func handling() -> RuntimeCycle {
        var cycle = waiting()
        guard case .handle = cycle.step(after: .replied(call)) else {
            Issue.record("the call is not handled")
            return cycle
        }
        return cycle
    }

    @Test func `a call is handled with all that Lambda says of it, and the next one asked for`() {
        var cycle = Self.waiting()
        var invocation = LambdaInvocation(
            requestID: "id-1",
            payload: [1, 2],
            deadline: Timestamp(milliseconds: 1_800_000_000_000)
        )
        invocation.traceID = "Root=1"
        invocation.functionARN = "arn"
        invocation.clientContext = "{}"
        #expect(cycle.step(after: .replied(Self.call)) == .handle(invocation))
        #expect(cycle.step(after: .settled(.delivered)) == .ask)
    }

    @Test func `an answer that Lambda refused ends its call only`() {
        var cycle = Self.handling()
        #expect(cycle.step(after: .settled(.refused(Self.error))) == .ask)
    }

    @Test func `an interface that broke ends the runtime`() {
        var cycle = Self.handling()
        #expect(cycle.step(after: .settled(.broken(Self.error))) == .end(Self.error))
        var waiting = Self.waiting()
        #expect(waiting.step(after: .unanswered(Self.error)) == .end(Self.error))
    }

    @Test func `the end of the environment is no error while the runtime waits`() {
        var cycle = Self.waiting()
        cycle.terminate()
        #expect(cycle.step(after: .unanswered(Self.error)) == .end(nil))
    }

    @Test func `the end of the environment lets the call end that has begun`() {
        var cycle = Self.handling()
        cycle.terminate()
        #expect(cycle.step(after: .settled(.delivered)) == .end(nil))
    }

    @Test func `a call that comes with the end of the environment is handled`() {
        var cycle = Self.waiting()
        cycle.terminate()
        guard case .handle = cycle.step(after: .replied(Self.call)) else {
            Issue.record("the call was lost")
            return
        }
        #expect(cycle.step(after: .settled(.delivered)) == .end(nil))
    }

    @Test func `an environment that ends before it began asks for nothing`() {
        var cycle = RuntimeCycle()
        cycle.terminate()
        #expect(cycle.step(after: .ready) == .end(nil))
    }

    @Test func `what comes out of turn ends the runtime with an error`() {
        let events: [(RuntimeCycle, RuntimeCycle.Event)] = [
            (RuntimeCycle(), .replied(Self.call)), (RuntimeCycle(), .settled(.delivered)),
            (Self.waiting(), .settled(.delivered)), (Self.waiting(), .ready),
            (Self.handling(), .replied(Self.call)), (Self.handling(), .unanswered(Self.error)),
        ]
        for (cycle, event) in events {
            var cycle = cycle
            guard case .end(let error) = cycle.step(after: event) else {
                Issue.record("\(event) was taken")
                continue
            }
            #expect(error?.errorType == "RuntimeOutOfTurn")
        }
    }

    @Test(arguments: [
        (202, "delivered"), (400, "refused"), (403, "refused"), (413, "refused"), (500, "broken"), (200, "broken"),
    ])
    func `what Lambda replies to an answer settles the call`(status: Int, settled: String) {
        switch Settlement(RuntimeReply(status: status)) {
        case .delivered: #expect(settled == "delivered")
        case .refused: #expect(settled == "refused")
        case .broken: #expect(settled == "broken")
        }
    }
}
