import Foundation
import RunProtocol
import Testing

@testable import AWS

/// Invoke and InvokeWithResponseStream against a scripted server, over real connections.
@Suite(.timeLimit(.minutes(30)))
struct LambdaClientTests {
    private let input = InvokeInput(functionName: "invoker", payload: Array(#"{"action":"describe"}"#.utf8))

    @Test func `A function is called and answers`() async throws {
        let answer = ScriptedServer.Step.json(
            200,
            #"{"a":1}"#,
            ["x-amz-executed-version": "$LATEST", "x-amzn-requestid": "r-1"]
        )
        var input = InvokeInput(functionName: "arn:aws:lambda:eu-west-1:1:function:f", payload: input.payload)
        input.qualifier = "live"
        let (output, requests) = try await ServedCalls(answer).run { [input] in try await $0.lambda.invoke(input) }
        #expect(output.statusCode == 200 && output.functionError == nil)
        #expect(output.executedVersion == "$LATEST" && output.requestID == "r-1")
        #expect(String(decoding: output.payload, as: UTF8.self) == #"{"a":1}"#)
        let request = try #require(requests.first)
        let function = "arn%3Aaws%3Alambda%3Aeu-west-1%3A1%3Afunction%3Af"
        #expect(request.target == "/2015-03-31/functions/\(function)/invocations?Qualifier=live")
        #expect(request.body == Data(input.payload))
    }

    @Test func `A function that failed is an answer`() async throws {
        let failed = ScriptedServer.Step.json(200, #"{"errorType":"X"}"#, ["x-amz-function-error": "Unhandled"])
        let (output, requests) = try await ServedCalls(failed).run { try await $0.lambda.invoke(input) }
        #expect(output.functionError == "Unhandled" && requests.count == 1)
    }

    @Test func `A throttled call was not executed, and is repeated`() async throws {
        let throttled = ScriptedServer.Step.json(
            429,
            #"{"Reason":"ReservedFunctionConcurrentInvocationLimitExceeded","Type":"User","message":"Rate Exceeded."}"#,
            ["x-amzn-errortype": "TooManyRequestsException"]
        )
        let (_, requests) = try await ServedCalls(throttled, .json()).run { try await $0.lambda.invoke(input) }
        #expect(requests.count == 2)
    }

    @Test(arguments: [
        ScriptedServer.Step.ending(.close), .ending(.reset), .ending(.cut), .json(500, ""), .json(504, ""),
    ])
    func `A call that may have been executed is not repeated, and says so`(step: ScriptedServer.Step) async throws {
        let (error, requests) = try await ServedCalls(step, .json())
            .failure { try await $0.lambda.invoke(input) }
        #expect(requests.count == 1)
        #expect(error?.mayHaveBeenExecuted == true)
        #expect(error?.runnerError(.unavailable, "E", "m").code == .tryAgain)
    }

    @Test func `A call whose request was never sent is repeated`() async throws {
        var calls = ServedCalls()
        // Nobody listens there, and nobody could: port 1 of this machine.
        calls.environment["AWS_ENDPOINT_URL_LAMBDA"] = "http://127.0.0.1:1"
        let (error, _) = try await calls.failure { try await $0.lambda.invoke(input) }
        #expect(error?.kind == .network && error?.mayHaveBeenExecuted == false)
        #expect(error?.message == "no connection to 127.0.0.1:1: Connection refused")
        #expect(calls.clock.pauses.count == 2)
    }

    @Test func `A denied call names the action that policies know`() async throws {
        let denied = ScriptedServer.Step.json(403, #"{"Message":"no"}"#, ["x-amzn-errortype": "AccessDeniedException"])
        let (error, _) = try await ServedCalls(denied)
            .failure { try await $0.lambda.invoke(input) }
        #expect(error?.kind == .accessDenied && error?.missingAction == "lambda:InvokeFunction")
        #expect(
            error?.runnerError(.unavailable, "E", "m").hint
                == "allow lambda:InvokeFunction in the policy of the role that is used here"
        )
    }

    @Test func `A stream arrives piece by piece and ends with its completion`() async throws {
        let frames = EventFrame.chunk("one\n").bytes + EventFrame.chunk("two\n").bytes + EventFrame.complete().bytes
        // Split where no frame ends.
        let step = Self.stream([Array(frames[..<70]), Array(frames[70..<200]), Array(frames[200...])])
        let (text, requests) = try await ServedCalls(step).run { session in
            var text: [UInt8] = []
            let completion = try await session.lambda.invokeWithResponseStream(input) { text += $0 }
            #expect(completion == InvokeCompletion(errorCode: nil, errorDetails: nil))
            return String(decoding: text, as: UTF8.self)
        }
        #expect(text == "one\ntwo\n")
        #expect(requests.first?.target == "/2021-11-15/functions/invoker/response-streaming-invocations")
    }

    @Test func `A function that failed in mid-stream is a completion with its error`() async throws {
        let complete = EventFrame.complete(#"{"ErrorCode":"Unhandled","ErrorDetails":"{\"errorMessage\":\"x\"}"}"#)
        let step = Self.stream([EventFrame.chunk("one").bytes + complete.bytes])
        let (completion, _) = try await ServedCalls(step)
            .run { try await $0.lambda.invokeWithResponseStream(input) { _ in } }
        #expect(completion == InvokeCompletion(errorCode: "Unhandled", errorDetails: #"{"errorMessage":"x"}"#))
    }

    @Test(arguments: Cut.allCases)
    func `A stream without a clean end is an error, never an end`(cut: Cut) async throws {
        let (result, requests) = try await ServedCalls(cut.step, Self.stream([EventFrame.complete().bytes])).run {
            session in
            var text: [UInt8] = []
            do {
                _ = try await session.lambda.invokeWithResponseStream(input) { text += $0 }
                return (text, AWSError?.none)
            } catch let error as AWSError {
                return (text, error)
            }
        }
        #expect(result.1?.kind == .network)
        #expect(result.1?.mayHaveBeenExecuted == true)
        #expect(result.1?.requestID == "r-9")
        #expect(String(decoding: result.0, as: UTF8.self) == "one", "what came before is handed on")
        #expect(requests.count == 1)
    }

    enum Cut: CaseIterable {
        case endWithoutCompletion
        case connectionLost
        case insideAFrame
        case changed
        case exception
        case error
        case noEvent

        var step: ScriptedServer.Step {
            let chunk = EventFrame.chunk("one").bytes
            switch self {
            case .endWithoutCompletion: return LambdaClientTests.stream([chunk])
            case .connectionLost: return LambdaClientTests.stream([chunk], .cut)
            case .insideAFrame: return LambdaClientTests.stream([chunk, EventFrame.complete().bytes.dropLast(3)])
            case .changed:
                var changed = EventFrame.complete().bytes
                changed[changed.count - 6] ^= 1
                return LambdaClientTests.stream([chunk, changed])
            case .exception:
                let frame = EventFrame([":message-type": "exception", ":exception-type": "ServiceException"])
                return LambdaClientTests.stream([chunk, frame.bytes])
            case .error:
                let frame = EventFrame([":message-type": "error", ":error-code": "500", ":error-message": "no"])
                return LambdaClientTests.stream([chunk, frame.bytes])
            case .noEvent: return LambdaClientTests.stream([chunk, EventFrame(["a": "b"]).bytes])
            }
        }
    }

    @Test func `A denied stream is a denied call`() async throws {
        let denied = ScriptedServer.Step.json(
            403,
            #"{"Message":"User: u is not authorized to perform: lambda:InvokeFunction on resource: f"}"#,
            ["x-amzn-errortype": "AccessDeniedException"]
        )
        await #expect {
            try await ServedCalls(denied).run { try await $0.lambda.invokeWithResponseStream(input) { _ in } }
        } throws: { error in
            (error as? AWSError)?.missingAction == "lambda:InvokeFunction"
        }
    }

    @Test func `A stream that was throttled at first is opened again`() async throws {
        let throttled = ScriptedServer.Step.json(429, "{}", ["x-amzn-errortype": "TooManyRequestsException"])
        let (_, requests) = try await ServedCalls(throttled, Self.stream([EventFrame.complete().bytes]))
            .run { try await $0.lambda.invokeWithResponseStream(input) { _ in } }
        #expect(requests.count == 2)
    }

    @Test func `What the reader throws ends the stream`() async throws {
        struct Enough: Error {}
        await #expect(throws: Enough.self) {
            try await ServedCalls(Self.stream([EventFrame.chunk("one").bytes], .stallBody)).run { session in
                try await session.lambda.invokeWithResponseStream(input) { _ in throw Enough() }
            }
        }
    }

    static func stream(_ chunks: [[UInt8]], _ end: ScriptedServer.Step.End = .whole) -> ScriptedServer.Step {
        ScriptedServer.Step(
            headers: ["content-type": "application/vnd.amazon.eventstream", "x-amzn-requestid": "r-9"],
            chunks: chunks.map { Data($0) },
            pause: 0.01,
            end: end
        )
    }
}
