import RunProtocol
import Synchronization
import Testing

@testable import LambdaRuntime

/// What the runtime does when its interface does not behave as documented: it says so, and ends or goes on; it never traps.
@Suite(.timeLimit(.minutes(30))) struct RuntimeSurpriseTests {
    struct Surprise: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var answers: [String]
        var asked: [String]
        var troubles: [String]
    }

    private static let next = "GET /2018-06-01/runtime/invocation/next"
    private static let response = "POST /2018-06-01/runtime/invocation/id-1/response"
    private static let error = "POST /2018-06-01/runtime/invocation/id-1/error"
    private static let taken = ScriptedInterface.answer(202, [:], #"{"status":"OK"}"#)
    private static let failed = ScriptedInterface.answer(500, [:], "no")
    private static let broken = "RuntimeInterfaceFailed"

    private static let surprises = [
        Surprise(testDescription: "no call, but an error", answers: [failed], asked: [next], troubles: [broken]),
        Surprise(
            testDescription: "a call without an id",
            answers: [ScriptedInterface.answer(200, ["Lambda-Runtime-Deadline-Ms": "1800000000000"], "{}")],
            asked: [next],
            troubles: ["InvocationUnreadable"]
        ),
        Surprise(
            testDescription: "an id that is a path",
            answers: [ScriptedInterface.call("../../x")],
            asked: [next],
            troubles: ["InvocationUnreadable"]
        ),
        Surprise(
            testDescription: "a call without a deadline is answered with that",
            answers: [ScriptedInterface.call(deadline: nil), taken, failed],
            asked: [next, error, next],
            troubles: ["InvocationUnreadable", broken]
        ),
        Surprise(
            testDescription: "a deadline that is no number is answered with that",
            answers: [ScriptedInterface.call(deadline: "soon"), taken, failed],
            asked: [next, error, next],
            troubles: ["InvocationUnreadable", broken]
        ),
        Surprise(testDescription: "no HTTP", answers: ["no HTTP\r\n\r\n"], asked: [next], troubles: [broken]),
        Surprise(testDescription: "a connection that closes", answers: [""], asked: [next], troubles: [broken]),
        Surprise(
            testDescription: "an answer that Lambda refuses is noted, and work goes on",
            answers: [
                ScriptedInterface.call(), ScriptedInterface.answer(413, [:], "large"), ScriptedInterface.call(), taken,
                failed,
            ],
            asked: [next, response, next, response, next],
            troubles: [broken, broken]
        ),
        Surprise(
            testDescription: "an answer at which Lambda fails ends the runtime",
            answers: [ScriptedInterface.call(), failed],
            asked: [next, response],
            troubles: [broken]
        ),
        Surprise(
            testDescription: "an answer to which nothing comes back ends the runtime",
            answers: [ScriptedInterface.call(), ""],
            asked: [next, response],
            troubles: [broken]
        ),
    ]

    @Test(arguments: surprises)
    func `a surprise is an error`(surprise: Surprise) async throws {
        let interface = try await ScriptedInterface(surprise.answers)
        let troubles = Troubles()
        let runtime = try LambdaRuntime(
            environment: ["AWS_LAMBDA_RUNTIME_API": interface.address],
            trouble: troubles.add
        )
        let status = await runtime.run({ try await $1.send($0.payload) }, until: Termination())
        #expect(status == 1)
        #expect(try await interface.requests().map { "\($0.method) \($0.path)" } == surprise.asked)
        #expect(troubles.all.map(\.errorType) == surprise.troubles)
    }

    @Test func `an interface that is not there ends the runtime at once`() async throws {
        let troubles = Troubles()
        let runtime = try LambdaRuntime(environment: ["AWS_LAMBDA_RUNTIME_API": "127.0.0.1:1"], trouble: troubles.add)
        #expect(await runtime.run({ _, _ in }, until: Termination()) == 1)
        #expect(troubles.all.map(\.errorType) == ["RuntimeInterfaceFailed"])
        #expect(await runtime.failInit(RunnerError(.usage, "X", "x")) == 1)
    }

    @Test(arguments: [nil, "", "127.0.0.1:80/x", "a b", "user@host"])
    func `a process that Lambda did not start says so`(address: String?) {
        let error = #expect(throws: RunnerError.self) {
            try LambdaRuntime(environment: address.map { ["AWS_LAMBDA_RUNTIME_API": $0] } ?? [:]) { _, _ in }
        }
        #expect(error?.errorType == "NotInLambda")
    }

    @Test func `a second answer, and a part behind a whole one, are refused before Lambda sees them`() async throws {
        let interface = try await ScriptedInterface([ScriptedInterface.call(), Self.taken, Self.failed])
        let refused = Troubles()
        let runtime = try LambdaRuntime(environment: ["AWS_LAMBDA_RUNTIME_API": interface.address]) { _, _ in }
        _ = await runtime.run(
            { invocation, answer in
                try await answer.send(invocation.payload)
                for misuse in [answer.send, answer.write] {
                    do { try await misuse([1]) } catch let error as RunnerError { refused.add(error, nil) }
                }
            },
            until: Termination()
        )
        #expect(
            try await interface.requests().map { "\($0.method) \($0.path)" } == [Self.next, Self.response, Self.next]
        )
        #expect(refused.all.map(\.errorType) == ["AnswerOutOfTurn", "AnswerOutOfTurn"])
    }

    @Test func `a stream that fails is broken off in the middle of its chunks`() async throws {
        let interface = try await ScriptedInterface([ScriptedInterface.call(), ""])
        let troubles = Troubles()
        let runtime = try LambdaRuntime(
            environment: ["AWS_LAMBDA_RUNTIME_API": interface.address],
            trouble: troubles.add
        )
        let status = await runtime.run(
            { _, answer in
                try await answer.write(Array("one\n".utf8))
                try await answer.write(Array("two\n".utf8))
                throw RunnerError(.unavailable, "Failed", "in the middle")
            },
            until: Termination()
        )
        let stream = try #require(try await interface.requests().dropFirst().first)
        #expect(stream.body == "one\ntwo\n")
        #expect(stream.truncated)
        #expect(stream.headers["lambda-runtime-function-response-mode"] == "streaming")
        #expect(stream.headers["transfer-encoding"] == "chunked")
        #expect(status == 1)
        #expect(troubles.all.map(\.errorType) == ["Failed"])
    }

    @Test func `an error goes out as JSON, with a type for Lambda's metrics`() async throws {
        let interface = try await ScriptedInterface([ScriptedInterface.call(), Self.taken, Self.failed])
        let runtime = try LambdaRuntime(environment: ["AWS_LAMBDA_RUNTIME_API": interface.address]) { _, _ in }
        let thrown = RunnerError(.refused, "OptionNotInAllowedOptionsError", "a \"quoted\"\nline \u{1}", hint: "h")
        _ = await runtime.run({ _, _ in throw thrown }, until: Termination())
        let report = try #require(try await interface.requests().dropFirst().first)
        #expect(report.headers["lambda-runtime-function-error-type"] == "Function.OptionNotInAllowedOptionsError")
        #expect(RunnerError(wire: report.body.utf8) == thrown)
    }
}

/// What the runtime had trouble with.
final class Troubles: Sendable {
    private let kept = Mutex<[RunnerError]>([])

    var all: [RunnerError] { kept.withLock { $0 } }

    @Sendable func add(_ error: RunnerError, _ requestID: String?) {
        kept.withLock { $0.append(error) }
    }
}
