import Foundation
import Testing

/// One table of scenarios for two runtimes: where Amazon's own passes, the emulated Lambda is known to be like the real one.
@Suite(.timeLimit(.minutes(30))) struct RuntimeScenarioTests {
    @Test(arguments: ProbedRuntime.allCases)
    func `an answer reaches the caller, call after call in one environment`(runtime: ProbedRuntime) async throws {
        let function = try await runtime.function()
        for text in ["a", "two\nlines, é, 😀", ""] {
            let event = try Self.event(["do": "echo", "text": text])
            let answer = try await function.invoke(event)
            #expect(answer.end.functionError == nil)
            #expect(try Self.fields(answer.payload)["text"] as? String == text)
        }
        let environments = try await function.measure()
        #expect(environments.map(\.invocations) == [3])
        #expect(environments.first?.initSeconds ?? 0 > 0)
        #expect(environments.first?.peakMemoryKib ?? 0 > 1000)
    }

    @Test(arguments: ProbedRuntime.allCases)
    func `an error reaches the caller with its text, whatever is in it`(runtime: ProbedRuntime) async throws {
        let function = try await runtime.function()
        for text in [
            "plain", "two\nlines\t\"quoted\" \\ \u{1}\u{7F}\u{2028}", "“é” 😀", String(repeating: "long ", count: 2000),
        ] {
            let answer = try await function.invoke(try Self.event(["do": "fail", "text": text]))
            #expect(answer.end.functionError == "Unhandled")
            let fields = try Self.fields(answer.payload)
            #expect(fields["errorMessage"] as? String == text)
            #expect((fields["errorType"] as? String)?.isEmpty == false)
        }
        #expect(try await function.measure().map(\.invocations) == [4])
    }

    @Test(arguments: ProbedRuntime.allCases)
    func `a function that cannot begin says why`(runtime: ProbedRuntime) async throws {
        let function = try await runtime.function(environment: ["PROBE_INIT": "fail"])
        let answer = try await function.invoke(try Self.event(["do": "echo"]))
        #expect(answer.end.functionError == "Unhandled")
        #expect((try Self.fields(answer.payload)["errorMessage"] as? String)?.contains("cannot begin") == true)
        // Lambda tries a failed init phase once more in the time of the call.
        #expect(try await function.measure().map(\.initSeconds) == [nil, nil])
    }

    @Test(arguments: ProbedRuntime.allCases)
    func `the largest answer passes, and one byte more is an error that says its size`(
        runtime: ProbedRuntime
    ) async throws {
        let function = try await runtime.function()
        let largest = 6_291_556
        let answer = try await function.invoke(try Self.event(["do": "fill", "bytes": largest]))
        #expect(answer.end.functionError == nil)
        #expect(answer.payload.count == largest)
        let tooLarge = try await function.invoke(try Self.event(["do": "fill", "bytes": largest + 1]))
        #expect(tooLarge.end.functionError == "Unhandled")
        let fields = try Self.fields(tooLarge.payload)
        #expect((fields["errorType"] as? String)?.hasSuffix("TooLarge") == true)
        #expect((fields["errorMessage"] as? String)?.contains("\(largest + 1) bytes") == true)
        #expect(try await function.invoke(try Self.event(["do": "echo"])).end.functionError == nil)
    }

    @Test(arguments: ProbedRuntime.allCases)
    func `a call that takes too long is killed, and the next one is well`(runtime: ProbedRuntime) async throws {
        let function = try await runtime.function()
        let answer = try await function.invoke(try Self.event(["do": "sleep", "seconds": 3600]), timeout: 3)
        #expect(answer.end.functionError == "Unhandled")
        let fields = try Self.fields(answer.payload)
        #expect(fields["errorType"] as? String == "Sandbox.Timedout")
        #expect((fields["errorMessage"] as? String)?.hasSuffix("Error: Task timed out after 3.00 seconds") == true)
        #expect(try await function.invoke(try Self.event(["do": "echo"])).end.functionError == nil)
        #expect(try await function.measure().map(\.exitStatus) == [-9, nil])
    }

    @Test(arguments: ProbedRuntime.allCases)
    func `a crash is told to the caller, and the next call is well`(runtime: ProbedRuntime) async throws {
        let function = try await runtime.function()
        for (status, reason) in [
            (7, "Runtime exited with error: exit status 7"), (0, "Runtime exited without providing a reason"),
        ] {
            let answer = try await function.invoke(try Self.event(["do": "exit", "status": status]))
            #expect(answer.end.functionError == "Unhandled")
            let fields = try Self.fields(answer.payload)
            #expect(fields["errorType"] as? String == "Runtime.ExitError")
            #expect((fields["errorMessage"] as? String)?.hasSuffix("Error: \(reason)") == true)
        }
        #expect(try await function.invoke(try Self.event(["do": "echo"])).end.functionError == nil)
    }

    @Test(arguments: ProbedRuntime.allCases)
    func `a function knows its call, its time and its caller`(runtime: ProbedRuntime) async throws {
        let function = try await runtime.function(timeout: 300)
        let client = #"{"custom": {"ci": "test é"}}"#
        let context = try Self.fields(
            try await function.invoke(try Self.event(["do": "context"]), clientContext: client).payload
        )
        #expect((context["request_id"] as? String)?.count == 36)
        #expect((context["function_arn"] as? String)?.hasPrefix("arn:aws:lambda:") == true)
        #expect(150_000...300_000 ~= context["milliseconds_left"] as? Int ?? 0)
        #expect(context["has_trace"] as? Bool == true)
        #expect(context["client"] as? [String: String] == ["ci": "test é"])
        #expect(context["region"] as? String == "us-east-1")
    }

    @Test(arguments: ProbedRuntime.allCases)
    func `calls at one time have an environment each`(runtime: ProbedRuntime) async throws {
        let function = try await runtime.function()
        // Long enough that the last one begins before the first one ends.
        let event = try Self.event(["do": "sleep", "seconds": 10])
        let errors = try await withThrowingTaskGroup(of: String?.self) { group in
            for _ in 1...3 { group.addTask { try await function.invoke(event).end.functionError } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(errors == [nil, nil, nil])
        #expect(try await function.measure().map(\.invocations) == [1, 1, 1])
    }

    /// An event of the probe.
    static func event(_ fields: [String: Any]) throws -> String {
        String(decoding: try JSONSerialization.data(withJSONObject: fields), as: UTF8.self)
    }

    /// The fields of an answer; JSON that does not parse is a failure of its own.
    static func fields(_ payload: [UInt8]) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(payload)) as? [String: Any])
    }
}
