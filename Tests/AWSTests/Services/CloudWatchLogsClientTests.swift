import Fixtures
import RunProtocol
import Testing

@testable import AWS

/// CloudWatch Logs as moto has it.
@Suite(.enabled(if: MotoHost.isThere, MotoHost.reason), .timeLimit(.minutes(30)))
struct CloudWatchLogsClientTests {
    private static let group = "ecs-deploy-runner"

    @Test func `What is written is read, part by part, until the token stays`() async throws {
        try await MotoHost.with { session, _ in
            let logs = session.logs
            try await logs.createLogStream(group: Self.group, stream: "s")
            let start = SystemTime.now().milliseconds
            let events = (0..<25).map {
                PutLogEvent(at: Timestamp(milliseconds: start + Int64($0)), message: "line \($0) é🙂")
            }
            try await logs.putLogEvents(group: Self.group, stream: "s", events.shuffled())

            var input = GetLogEventsInput(logGroupName: Self.group, logStreamName: "s")
            input.limit = 10
            var read: [CloudWatchLogEvent] = []
            while true {
                let part = try await logs.getLogEvents(input)
                read += part.events
                let token = try #require(part.nextForwardToken)
                guard token != input.nextToken else { break }
                input.nextToken = token
            }
            #expect(read.map { String(decoding: $0.message, as: UTF8.self) } == events.map(\.message))
            #expect(read.map(\.timestamp) == events.map(\.at.milliseconds))
        }
    }

    @Test func `A stream that is not there, and one that is there already, are told apart`() async throws {
        try await MotoHost.with { session, _ in
            await #expect {
                _ = try await session.logs.getLogEvents(
                    GetLogEventsInput(logGroupName: Self.group, logStreamName: "no")
                )
            } throws: { ($0 as? AWSError)?.kind == .notFound }
            try await session.logs.createLogStream(group: Self.group, stream: "twice")
            await #expect {
                try await session.logs.createLogStream(group: Self.group, stream: "twice")
            } throws: { ($0 as? AWSError)?.kind == .conflict }
            await #expect {
                try await session.logs.createLogStream(group: "no-group", stream: "s")
            } throws: { ($0 as? AWSError)?.kind == .notFound }
        }
    }

    @Test func `Events that AWS does not keep are an error`() async throws {
        let answer = ServedCalls(.json(200, #"{"rejectedLogEventsInfo":{"tooOldLogEventEndIndex":1}}"#))
        let (error, _) = try await answer.failure { session in
            try await session.logs.putLogEvents(
                group: "g",
                stream: "s",
                [PutLogEvent(at: Timestamp(milliseconds: 0), message: "old")]
            )
        }
        #expect(error?.kind == .validation)
    }
}
