import RunProtocol
import Synchronization
import Testing

@testable import Invoker

@Suite struct JournalTests {
    private func lines(_ environment: [String: String]) -> [String] {
        let kept = Mutex<[UInt8]>([])
        let emit = { @Sendable (line: [UInt8]) in kept.withLock { $0 += line } }
        let journal = Journal.ofFunction(environment: environment, now: { InvokerTests.now }, emit: emit)
        for level in Journal.Level.allCases { journal.write(level, "m", Journal.Entry(requestID: "id")) }
        return String(decoding: kept.withLock { $0 }, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test(arguments: [
        ("debug", 4), ("info", 3), ("warn", 2), ("warning", 2), ("error", 1), ("WARN", 2), ("", 3),
    ])
    func `lines below the level of the environment are left out`(level: String, count: Int) {
        #expect(lines(["INVOKER_LOG_LEVEL": level]).count == count)
        #expect(
            lines(["DEPLOY_RUNNER_LOG_LEVEL": level, "INVOKER_LOG_LEVEL": level.isEmpty ? "" : "debug"]).count == count
        )
    }

    @Test func `a line is one object with the time, the level and what is known`() {
        #expect(
            lines([:]).first == #"{"level":"info","message":"m","request_id":"id","time":"2026-11-23T22:41:03.123Z"}"#
        )
    }

    @Test func `a level that does not exist is told, and is info`() {
        let lines = lines(["DEPLOY_RUNNER_LOG_LEVEL": "lo\"ud"])
        #expect(lines.count == 4)
        #expect(lines.first?.contains(#""error_type":"UnknownLogLevel""#) == true)
    }

    @Test func `an error is written down with its call`() {
        let kept = Mutex<[UInt8]>([])
        let journal = Journal(.error, now: { InvokerTests.now }, emit: { line in kept.withLock { $0 += line } })
        journal.note(RunnerError(.unavailable, "X", "a\nb").caused(by: "c"), call: "id")
        let text = String(decoding: kept.withLock { $0 }, as: UTF8.self)
        #expect(
            text.contains(#""cause":"a\nb: c","error_type":"X","level":"error","message":"trouble","request_id":"id""#)
        )
    }
}
