import RunProtocol
import Testing

@testable import AWS
@testable import ECS

@Suite struct LogEndTests {
    /// A log of one record whose tail is found behind so many empty pages.
    private func end(behind empty: Int) async throws -> LogEnd {
        let line = SampleLog(1).lines[0]
        let aws = ScriptedAWS { script in
            script.read = { input in
                let turn = input.nextToken.flatMap { Int($0.dropFirst(2)) } ?? 0
                var page = GetLogEventsOutput.page(
                    turn < empty ? [] : [CloudWatchLogEvent(timestamp: SampleLog.start, message: line)],
                    "f/0"
                )
                page.nextBackwardToken = "b/\(turn + 1)"
                return page
            }
        }
        return try await LogEnd.read(aws, Sample.place)
    }

    @Test func `an empty page is not the beginning of the log`() async throws {
        #expect(try await end(behind: 0).hasRecords)
        #expect(try await end(behind: 1).hasRecords)
        #expect(try await end(behind: 3).hasRecords)
    }

    @Test func `a page whose token led to it is`() async throws {
        let aws = ScriptedAWS { script in
            script.read = { _ in
                var page = GetLogEventsOutput.page([], "f/0")
                page.nextBackwardToken = "b/0"
                return page
            }
        }
        #expect(try await !LogEnd.read(aws, Sample.place).hasRecords)
        #expect(aws.count("GetLogEvents") == 2)
    }
}
