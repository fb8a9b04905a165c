import RunProtocol
import Synchronization
import Testing

@testable import AWS

/// The attempts at one call, over real connections; pauses are skipped and looked at.
@Suite(.timeLimit(.minutes(30)))
struct ServiceCallerTests {
    private let throttled = ScriptedServer.Step.json(
        400,
        #"{"__type": "ThrottlingException", "message": "Rate exceeded"}"#,
        ["x-amzn-requestid": "one"]
    )

    @Test func `A call that succeeds is made once, signed and addressed`() async throws {
        let (tags, requests) = try await ServedCalls(.json(200, #"{"tags": [{"key": "a", "value": "b"}]}"#))
            .run { try await $0.ecs.tags(of: "arn:aws:ecs:eu-west-1:1:task/c/t") }
        #expect(tags == ["a": "b"])
        let request = try #require(requests.first)
        #expect(requests.count == 1)
        #expect(request.method == "POST" && request.target == "/")
        #expect(request["x-amz-target"] == "AmazonEC2ContainerServiceV20141113.ListTagsForResource")
        #expect(request["content-type"] == "application/x-amz-json-1.1")
        #expect(request["x-amz-date"] == "20260102T030405Z")
        #expect(request["x-amz-security-token"] == "token1")
        let authorization = try #require(request["authorization"])
        #expect(authorization.hasPrefix("AWS4-HMAC-SHA256 Credential=AKID1/20260102/eu-west-1/ecs/aws4_request, "))
        #expect(
            authorization.contains("SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target, ")
        )
        #expect(String(decoding: request.body, as: UTF8.self) == #"{"resourceArn":"arn:aws:ecs:eu-west-1:1:task/c/t"}"#)
    }

    @Test func `Throttling is waited out with pauses that double`() async throws {
        let calls = ServedCalls(throttled, throttled, .json())
        let (_, requests) = try await calls.run { try await $0.ecs.tags(of: "arn") }
        #expect(requests.count == 3)
        #expect(calls.clock.pauses == [.milliseconds(500), .seconds(1)])
    }

    @Test(arguments: ["ClientException", "InvalidParameterException", "ValidationException"])
    func `Throttling in disguise is throttling`(code: String) async throws {
        let disguised = ScriptedServer.Step.json(400, #"{"__type": "\#(code)", "message": "Rate exceeded"}"#)
        let (_, requests) = try await ServedCalls(disguised, .json()).run { try await $0.ecs.tags(of: "arn") }
        #expect(requests.count == 2)
    }

    @Test func `The third attempt is the last, and its error is the call's`() async throws {
        let calls = ServedCalls(throttled, throttled, throttled, .json())
        let (error, requests) = try await calls.failure { try await $0.ecs.tags(of: "arn") }
        #expect(requests.count == 3)
        #expect(error?.kind == .throttled)
        #expect(
            error?.description
                == "ecs ListTagsForResource: ThrottlingException: Rate exceeded (status 400, request one)"
        )
    }

    @Test func `AWS_MAX_ATTEMPTS says how many attempts there are`() async throws {
        var calls = ServedCalls(throttled, throttled, throttled, throttled, .json())
        calls.environment["AWS_MAX_ATTEMPTS"] = "5"
        #expect(try await calls.run { try await $0.ecs.tags(of: "arn") }.requests.count == 5)
        calls.environment["AWS_MAX_ATTEMPTS"] = "1"
        #expect(try await calls.failure { try await $0.ecs.tags(of: "arn") }.requests.count == 1)
    }

    @Test func `A patient session rides out a throttled minute`() async throws {
        var calls = ServedCalls()
        calls.steps = Array(repeating: throttled, count: 10) + [.json()]
        calls.patience = .seconds(90)
        #expect(try await calls.run { try await $0.ecs.tags(of: "arn") }.requests.count == 11)
        #expect(calls.clock.pauses.reduce(.zero, +) > .seconds(60))
    }

    @Test func `A call that could not be sent is told once, and tried again`() async throws {
        var calls = ServedCalls()
        calls.patience = .seconds(90)
        // Nobody listens there.
        calls.environment["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1"
        let told = Mutex<[String]>([])
        let (error, _) = try await calls.failure { session in
            let patient = session.patient(for: .seconds(90)) { error in told.withLock { $0.append(error.message) } }
            _ = try await patient.ecs.tags(of: "arn")
        }
        #expect(error?.kind == .network)
        #expect(told.withLock { $0 } == ["no connection to 127.0.0.1:1: Connection refused"])
        #expect(calls.clock.pauses.reduce(.zero, +) > .seconds(60))
    }

    @Test func `A call waits as patiently for credentials as for its own answer`() async throws {
        var calls = ServedCalls(.json(200, "{}"))
        calls.patience = .seconds(90)
        calls.credentials = LateCredentials(after: 8)
        // One that must not be executed twice has not been executed yet.
        let (_, requests) = try await calls.run {
            try await $0.lambda.invoke(InvokeInput(functionName: "f", payload: []))
        }
        #expect(requests.count == 1)
        #expect(calls.clock.pauses.count == 8)
        calls = ServedCalls()
        calls.credentials = LateCredentials(after: 8)
        let (error, none) = try await calls.failure { try await $0.ecs.tags(of: "arn") }
        #expect(error?.service == "sts" && error?.kind == .network && none.isEmpty)
        #expect(calls.clock.pauses.count == 2)
    }

    @Test func `What is barred is tried once`() async throws {
        let error = AWSError(HTTPFailure(.barred, "no secure connection"), service: "ecs", operation: "RunTask")
        #expect(error.kind == .barred && !error.isRetryable && !error.mayHaveBeenExecuted)
    }

    @Test func `Patience ends`() async throws {
        var calls = ServedCalls()
        calls.steps = Array(repeating: throttled, count: 30)
        calls.patience = .seconds(90)
        let (error, _) = try await calls.failure { try await $0.ecs.tags(of: "arn") }
        #expect(error?.kind == .throttled)
        #expect(calls.clock.pauses.reduce(.zero, +) <= .seconds(90))
    }

    @Test(arguments: [
        ScriptedServer.Step.json(500, ""), .json(503, "<html>busy</html>"), .ending(.close), .ending(.reset),
        .ending(.cut),
    ])
    func `What passes is tried again`(failure: ScriptedServer.Step) async throws {
        let (_, requests) = try await ServedCalls(failure, .json()).run { try await $0.ecs.tags(of: "arn") }
        #expect(requests.count == 2)
    }

    @Test func `A slow answer is a time-out, and tried again`() async throws {
        let calls = ServedCalls(.ending(.stall), .json())
        let (_, requests) = try await calls.run { session in
            var call = ServiceCall("Slow")
            call.timeouts = HTTPTimeouts(answer: .seconds(15), idle: .seconds(60))
            return try await session.core.caller(.ecs, session.credentials).send(call)
        }
        #expect(requests.count == 2)
    }

    @Test func `What stays wrong is not tried again`() async throws {
        let wrong = ScriptedServer.Step.json(
            400,
            #"{"__type": "ClusterNotFoundException", "message": "Cluster not found."}"#
        )
        let (error, requests) = try await ServedCalls(wrong, .json())
            .failure { try await $0.ecs.tags(of: "arn") }
        #expect(requests.count == 1)
        #expect(error?.kind == .notFound && error?.code == "ClusterNotFoundException")
    }

    @Test func `The time that AWS asks for is waited`() async throws {
        var asking = throttled
        asking.headers["retry-after"] = "7"
        var asking2 = throttled
        asking2.headers["x-amz-retry-after"] = "2500"
        let calls = ServedCalls(asking, asking2, .json())
        _ = try await calls.run { try await $0.ecs.tags(of: "arn") }
        #expect(calls.clock.pauses == [.seconds(7), .milliseconds(2500)])
    }

    @Test func `Expired credentials are replaced once, at once`() async throws {
        let expired = ScriptedServer.Step.json(403, #"{"__type": "ExpiredTokenException", "message": "expired"}"#)
        var calls = ServedCalls(expired, .json())
        calls.credentials = TestCredentials(2)
        let (_, requests) = try await calls.run { try await $0.ecs.tags(of: "arn") }
        #expect(requests.map { $0["x-amz-security-token"] } == ["token1", "token2"])
        #expect(calls.clock.pauses.isEmpty)

        calls.steps = [expired, expired, .json()]
        calls.credentials = TestCredentials(3)
        let (error, refused) = try await calls.failure { try await $0.ecs.tags(of: "arn") }
        #expect(error?.kind == .expiredCredentials && refused.count == 2)
    }

    @Test func `Credentials that cannot be replaced are not sent again`() async throws {
        let expired = ScriptedServer.Step.json(403, #"{"__type": "ExpiredTokenException", "message": "expired"}"#)
        let (error, requests) = try await ServedCalls(expired, .json())
            .failure { try await $0.ecs.tags(of: "arn") }
        #expect(error?.kind == .expiredCredentials && requests.count == 1)
    }

    @Test(arguments: ["InvalidSignatureException", "RequestTimeTooSkewed", "SignatureDoesNotMatch"])
    func `A wrong clock is corrected by the answer's date`(code: String) async throws {
        let skewed = ScriptedServer.Step.json(
            403,
            #"{"__type": "\#(code)", "message": "Signature expired"}"#,
            ["date": "Fri, 02 Jan 2026 04:00:00 GMT"]
        )
        let (_, requests) = try await ServedCalls(skewed, .json(), .json()).run { session in
            _ = try await session.ecs.tags(of: "arn")
            return try await session.logs.createLogStream(group: "g", stream: "s")
        }
        // The next call knows already, whatever service it goes to.
        #expect(requests.map { $0["x-amz-date"] } == ["20260102T030405Z", "20260102T040000Z", "20260102T040000Z"])
    }

    @Test func `A signature that is wrong for another reason is not sent again`() async throws {
        let refused = ScriptedServer.Step.json(
            403,
            #"{"__type": "InvalidSignatureException", "message": "The request signature does not match"}"#,
            ["date": "Fri, 02 Jan 2026 03:05:00 GMT"]
        )
        let (error, requests) = try await ServedCalls(refused, .json())
            .failure { try await $0.ecs.tags(of: "arn") }
        #expect(error?.kind == .invalidCredentials && requests.count == 1)
    }

    @Test func `An exhausted budget ends all second attempts`() async throws {
        var calls = ServedCalls()
        calls.steps = Array(repeating: throttled, count: 4)
        let (_, requests) = try await calls.run { session in
            // Hundred second attempts were made before.
            for _ in 0..<100 { _ = session.core.budgets.pay(5, .ecs) }
            _ = try? await session.ecs.tags(of: "arn")
            return try? await session.logs.createLogStream(group: "g", stream: "s")
        }
        #expect(requests.count == 1 + 3)
    }

    @Test func `An answer that is no JSON is named, and not taken for an empty one`() async throws {
        let (error, _) = try await ServedCalls(.json(200, "<html>log in here</html>", ["x-amzn-requestid": "r"]))
            .failure { try await $0.ecs.tags(of: "arn") }
        #expect(error?.kind == .malformedAnswer && error?.requestID == "r")
    }

    @Test func `A cancelled call says so`() async throws {
        let calls = ServedCalls(.ending(.stall))
        let (error, _) = try await calls.run { session in
            await withTaskGroup(of: AWSError?.self) { group in
                group.addTask {
                    do throws(AWSError) {
                        _ = try await session.ecs.tags(of: "arn")
                        return nil
                    } catch {
                        return error
                    }
                }
                group.cancelAll()
                return await group.next() ?? nil
            }
        }
        #expect(error?.kind == .cancelled)
    }

    @Test func `A call without credentials is not signed`() async throws {
        let (answer, requests) = try await ServedCalls(
            .json(200, "<AResponse xmlns=\"u\"><AResult><B>&lt;1&gt;</B></AResult></AResponse>")
        ).run { session in
            try await session.core.unsigned(.sts).query("A", version: "2011-06-15", [("Name", "a b&c")])
        }
        #expect(answer.text("B") == "<1>")
        #expect(requests.first?["authorization"] == nil)
        #expect(
            requests.first.map { String(decoding: $0.body, as: UTF8.self) }
                == "Action=A&Version=2011-06-15&Name=a%20b%26c"
        )
    }
}
