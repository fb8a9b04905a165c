import Testing

/// Answers in parts, on the emulated Lambda; Amazon's runtime for Python has no such answers.
@Suite(.timeLimit(.minutes(30))) struct ResponseStreamTests {
    private func function() async throws -> EmulatedFunction {
        try await ProbedRuntime.ours.function()
    }

    private func event(_ fields: [String: Any]) throws -> String {
        try RuntimeScenarioTests.event(fields)
    }

    @Test func `parts arrive in order, and the end is clean`() async throws {
        let function = try await function()
        let answer = try await function.stream(try event(["do": "stream", "parts": 100, "bytes": 1000]))
        #expect(answer.payload.count == 100_000)
        #expect(answer.end == EmulatedFunction.End())
        let again = try await function.stream(try event(["do": "echo", "text": "whole"]))
        #expect(again.text.contains("whole"))
        #expect(try await function.measure().map(\.invocations) == [2])
    }

    @Test func `a caller that wants no stream gets it in one, up to Lambda's limit`() async throws {
        let function = try await function()
        let answer = try await function.invoke(try event(["do": "stream", "parts": 3, "bytes": 10]))
        #expect(answer.text == String(repeating: "y", count: 30))
        let large = try await function.invoke(try event(["do": "stream", "parts": 7, "bytes": 1 << 20]))
        #expect(large.end.functionError == "Unhandled")
        #expect(large.text.contains("Function.ResponseSizeTooLarge"))
    }

    @Test func `a failure in the middle is no end, and the next call is well`() async throws {
        let function = try await function()
        let answer = try await function.stream(try event(["do": "stream", "parts": 3, "bytes": 10, "text": "bad"]))
        #expect(answer.payload.count == 30)
        #expect(answer.end.errorCode == "Runtime.ExitError")
        #expect(try await function.stream(try event(["do": "stream"])).end == EmulatedFunction.End())
        #expect(try await function.measure().map(\.exitStatus) == [1, nil])
        #expect(function.log.contains("bad"))
    }

    @Test func `a failure before the first part is an error with its text`() async throws {
        let answer = try await function().stream(try event(["do": "fail", "text": "two\nlines"]))
        #expect(answer.end.errorCode == "Function.ProbeFailed")
        #expect(answer.text.contains(#"two\nlines"#))
    }

    @Test func `a function that gives no answer is an error`() async throws {
        let answer = try await function().invoke(try event(["do": "silence"]))
        #expect(answer.end.functionError == "Unhandled")
        #expect(answer.text.contains("NoAnswer"))
    }

    @Test func `a crash in the middle is told`() async throws {
        let answer = try await function().stream(try event(["do": "stream", "parts": 2, "bytes": 10, "status": 9]))
        #expect(answer.end.errorCode == "Runtime.ExitError")
    }

    @Test func `a stream that takes too long is cut, and told`() async throws {
        let event = try event(["do": "stream", "parts": 2, "seconds": 3600])
        let answer = try await function().stream(event, timeout: 15)
        #expect(answer.text == "yy")
        #expect(answer.end.errorCode == "Sandbox.Timedout")
    }

    @Test func `a long stream takes no more memory than a short one`() async throws {
        let function = try await function()
        let end = try await function.count(try event(["do": "stream", "parts": 3000, "bytes": 64 * 1024]))
        #expect(end.bytes == 3000 * 64 * 1024)
        #expect(end.errorCode == nil)
        let environment = try #require(try await function.measure().first)
        #expect(environment.peakMemoryKib < 48 * 1024)
    }

    @Test func `SIGTERM ends a runtime that waits for work`() async throws {
        let function = try await function()
        _ = try await function.invoke(try event(["do": "echo"]))
        #expect(try await function.close() == [0])
    }

    @Test func `SIGTERM lets a call end that has begun`() async throws {
        let function = try await function()
        async let answer = function.invoke(try event(["do": "sleep", "seconds": 1]))
        while !function.log.contains("asleep") { await Task.yield() }
        #expect(try await function.close() == [0])
        #expect(try await answer.text == #""awake""#)
    }
}
