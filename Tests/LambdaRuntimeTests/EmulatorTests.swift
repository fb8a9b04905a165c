import SystemPackage
import Testing

/// The emulated Lambda, given a runtime that breaks the documented rules.
@Suite(.timeLimit(.minutes(30))) struct EmulatorTests {
    private func function() async throws -> EmulatedFunction {
        try await EmulatedFunction(["python3", EmulatedFunction.peers.appending("lambda_misbehaver.py").string])
    }

    /// The status codes that the runtime has seen so far.
    private func statuses(_ function: EmulatedFunction) async throws -> String {
        try await function.invoke(#"{"do": "report"}"#).text
    }

    @Test func `requests out of turn, for another call, or for nothing are refused`() async throws {
        let function = try await function()
        #expect(try await function.invoke(#"{"do": "disorder"}"#).text == "1")
        #expect(try await statuses(function) == "[400, 403, 403, 400, 400, 404, 202, 403, 403]")
    }

    @Test func `an answer that is too large is refused, and the caller is told`() async throws {
        let function = try await function()
        let answer = try await function.invoke(#"{"do": "oversize"}"#)
        #expect(answer.end.functionError == "Unhandled")
        #expect(
            answer.text.contains(
                "Response payload size (6291557 bytes) exceeded maximum allowed payload size (6291556 bytes)."
            )
        )
        #expect(try await statuses(function) == "[400, 413]")
    }

    @Test func `a response mode that does not exist is refused, and the caller is told`() async throws {
        let function = try await function()
        #expect(try await function.invoke(#"{"do": "mode"}"#).text.contains("Runtime.InvalidResponseModeHeader"))
        #expect(try await statuses(function) == "[400, 400]")
    }

    @Test func `an error in the trailers completes a stream`() async throws {
        let function = try await function()
        let answer = try await function.stream(#"{"do": "trailers"}"#)
        #expect(answer.text == "before")
        #expect(answer.end.errorCode == "Runtime.Late")
        #expect(answer.end.errorDetails == #"{"errorType": "Late", "errorMessage": "in the middle, \u00e9"}"#)
        #expect(try await statuses(function) == "[400, 202]")
    }

    @Test func `a request that is larger than Lambda takes never reaches the function`() async throws {
        let function = try await function()
        let answer = try await function.invoke(String(repeating: "x", count: 6_291_557))
        #expect(answer.end.functionError?.hasPrefix("RequestTooLarge") == true)
        #expect(try await function.measure().isEmpty)
    }
}
