import RunProtocol
import Testing

@testable import LambdaRuntime

@Suite struct AnswerCycleTests {
    private static let error = RunnerError(.unavailable, "X", "x")

    @Test func `a whole answer needs no more`() throws {
        var cycle = AnswerCycle()
        try cycle.send(AnswerCycle.bufferedLimit)
        #expect(cycle.conclude(nil) == .nothing(nil))
    }

    @Test func `an error behind a whole answer comes too late for Lambda, and is not lost`() throws {
        var cycle = AnswerCycle()
        try cycle.send(0)
        #expect(cycle.conclude(Self.error) == .nothing(Self.error))
    }

    @Test func `an answer over the limit is refused with its size, and an error can still be reported`() {
        var cycle = AnswerCycle()
        let error = #expect(throws: RunnerError.self) { try cycle.send(6_291_557) }
        #expect(error?.message == "the answer has 6291557 bytes, and Lambda takes at most 6291556")
        #expect(cycle.conclude(error) == error.map { .report($0) })
    }

    @Test func `a stream opens with its first part and ends where the function ends`() throws {
        var cycle = AnswerCycle()
        #expect(try cycle.write(1) == .first)
        #expect(try cycle.write(1) == .further)
        #expect(cycle.conclude(nil) == .finish)
    }

    @Test func `a stream whose function fails is broken off`() throws {
        var cycle = AnswerCycle()
        _ = try cycle.write(1)
        #expect(cycle.conclude(Self.error) == .breakOff(Self.error))
    }

    @Test func `a stream over the limit is refused with its size, and broken off`() throws {
        var cycle = AnswerCycle()
        _ = try cycle.write(AnswerCycle.streamedLimit)
        let error = #expect(throws: RunnerError.self) { _ = try cycle.write(1) }
        #expect(error?.message == "the answer has 209715201 bytes, and Lambda takes at most 209715200")
        #expect(cycle.conclude(error) == error.map { .breakOff($0) })
    }

    @Test func `a function that gives no answer has failed`() {
        var cycle = AnswerCycle()
        guard case .report(let error) = cycle.conclude(nil) else {
            Issue.record("no error")
            return
        }
        #expect(error.errorType == "NoAnswer")
        var failed = AnswerCycle()
        #expect(failed.conclude(Self.error) == .report(Self.error))
    }

    @Test func `what comes out of turn is refused`() throws {
        var sent = AnswerCycle()
        try sent.send(1)
        #expect(throws: RunnerError.self) { try sent.send(1) }
        #expect(throws: RunnerError.self) { _ = try sent.write(1) }
        var streaming = AnswerCycle()
        _ = try streaming.write(1)
        #expect(throws: RunnerError.self) { try streaming.send(1) }
        var concluded = AnswerCycle()
        _ = concluded.conclude(nil)
        #expect(throws: RunnerError.self) { try concluded.send(1) }
        #expect(throws: RunnerError.self) { _ = try concluded.write(1) }
        #expect(concluded.conclude(nil) == .nothing(nil))
    }
}
