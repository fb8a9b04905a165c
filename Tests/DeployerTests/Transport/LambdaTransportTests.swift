import RunProtocol
import Testing

@testable import AWS
@testable import Deployer

/// What the command line makes of what Lambda and the function in it answer, and of no answer.
@Suite(.timeLimit(.minutes(30)))
struct LambdaTransportTests {
    private static let started = ScriptedLambda.Answer.payload(
        #"{"run_id":"run-01m85dbyzbfgx4d0bw","task":"t","container":"demo","script":"speak","log":{}}"#
    )
    private let console = CapturedConsole()

    private static var request: RunRequest {
        var request = RunRequest(containerName: "demo", script: "speak", args: [])
        request.clientToken = "token"
        return request
    }

    @Test func `a start that may have been executed is asked for again with its token`() async throws {
        let lambda = ScriptedLambda(
            .lost(.cut),
            .lost(.timeout),
            .failed(#"{"errorType":"Runtime.ExitError"}"#),
            Self.started
        )
        let answer = try await lambda.transport(console).run(Self.request, .attended)
        #expect(answer.run.description == "run-01m85dbyzbfgx4d0bw")
        #expect(lambda.clock.pauses == [.seconds(1), .seconds(2), .seconds(4)])
        #expect(Set(lambda.requests).count == 1)
        await console.saw("asking again with the same client token")
    }

    @Test func `a start that was never sent is not asked for again behind the session's own patience`() async throws {
        let lambda = ScriptedLambda(.lost(.unreachable), .lost(.unreachable), .lost(.unreachable))
        let error = await #expect(throws: RunnerError.self) {
            try await lambda.transport(console).run(Self.request, .attended)
        }
        #expect(error?.code == .tryAgain && error?.errorType == "InvokerNotReached")
        #expect(error?.hint?.contains("--client-token token") == true)
        #expect(lambda.requests.count == 3)
    }

    @Test func `a connection that will not come about is given up at once`() async throws {
        let lambda = ScriptedLambda(.lost(.barred))
        let error = await #expect(throws: RunnerError.self) {
            try await lambda.transport(console).run(Self.request, .attended)
        }
        #expect(error?.code == .unavailable)
        #expect(error?.hint?.contains("AWS_CA_BUNDLE") == true)
        #expect(lambda.clock.pauses.isEmpty && lambda.requests.count == 1)
    }

    @Test func `a refusal is asked for once`() async throws {
        let refusal = #"{"errorType":"ScriptNotAllowedError","errorMessage":"no","exitCode":77}"#
        let lambda = ScriptedLambda(.failed(refusal))
        let error = await #expect(throws: RunnerError.self) {
            try await lambda.transport(console).run(Self.request, .attended)
        }
        #expect(error?.code == .refused && error?.errorType == "ScriptNotAllowedError")
        #expect(lambda.requests.count == 1)
    }

    @Test func `a request that Lambda would not take is not sent`() async throws {
        let lambda = ScriptedLambda()
        var request = Self.request
        request.args = [String(repeating: "x", count: 7 << 20)]
        let error = await #expect(throws: RunnerError.self) {
            try await lambda.transport(console).run(request, .attended)
        }
        #expect(error?.errorType == "RequestTooLarge" && error?.code == .usage)
        #expect(lambda.requests.isEmpty)
    }

    @Test(
        arguments: [
            "runner", "runner:live", "123456789012:function:runner",
            "arn:aws:lambda:eu-west-1:123456789012:function:runner",
            "arn:aws:lambda:eu-west-1:123456789012:function:runner:7",
        ]
    )
    func `a function that failed is named, and the hint leads to its log`(function: String) async throws {
        let lambda = ScriptedLambda(.failed(#"{"errorMessage":"2026-11-25 Task timed out after 3.00 seconds"}"#))
        let error = await #expect(throws: RunnerError.self) {
            try await lambda.transport(console, function: function).describe()
        }
        #expect(error?.message == "the Lambda function \(function) ran out of time before it answered")
        #expect(error?.hint == "its own log says more: aws logs tail /aws/lambda/runner --region eu-west-1")
    }

    // MARK: - Logs

    private static func logs(_ lambda: ScriptedLambda, _ console: CapturedConsole) async -> RunnerError? {
        await #expect(throws: RunnerError.self) {
            let run = try #require(RunID("run-01m85dbyzbfgx4d0bw"))
            try await lambda.transport(console).logs(of: run, from: .start) { _ in }
        }
    }

    private static let wrong =
        #"{"cause":"c","errorMessage":"it cannot be used","errorType":"InvalidConfiguration","exitCode":64}"#

    @Test(
        arguments: [
            ([wrong], #"{"ErrorCode":"Unhandled","ErrorDetails":"see the log"}"#),
            ([String(wrong.prefix(20)), String(wrong.dropFirst(20))], #"{"ErrorCode":"Unhandled"}"#),
            ([], String(decoding: JSON.encode(["ErrorCode": "Unhandled", "ErrorDetails": wrong]), as: UTF8.self)),
        ] as [([String], String)]
    )
    func `the error of a function that failed before its first line is its own, wherever Lambda puts it`(
        chunks: [String],
        completion: String
    ) async throws {
        let error = await Self.logs(ScriptedLambda(.stream(chunks, completion: completion)), console)
        #expect(error?.errorType == "InvalidConfiguration" && error?.code == .usage)
        #expect(error?.cause == "c")
    }

    @Test func `a stream without its completion was cut, and may be read on`() async throws {
        let error = await Self.logs(ScriptedLambda(.stream([#"{"alive":{}}"# + "\n"], completion: nil)), console)
        #expect(error?.errorType == "StreamCut" && error?.mayPass == true)
        #expect(error?.cause?.contains("ended without InvokeComplete") == true)
    }

    @Test func `where streams are denied the log is asked for piece by piece, and that is said`() async throws {
        let last = #"{"error":{"errorMessage":"no","errorType":"UnknownRun","exitCode":64}}"# + "\n"
        let lambda = ScriptedLambda(.status(403, #"{"Message":"not you"}"#), .payload(last))
        let error = await Self.logs(lambda, console)
        #expect(error?.errorType == "UnknownRun")
        #expect(lambda.requests.last?.contains(#""max_seconds":15"#) == true)
        await console.saw("reading the log as a stream is denied (lambda:InvokeFunction)")
    }

    // MARK: - What is none

    @Test func `an answer that is not the protocol is called that`() async throws {
        let lambda = ScriptedLambda(.payload(#""hello""#))
        let error = await #expect(throws: RunnerError.self) { try await lambda.transport(console).describe() }
        #expect(error?.errorType == "ProtocolViolation" && error?.code == .outcomeUnknown)
    }
}
