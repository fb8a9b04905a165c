import RunProtocol
import Testing

@testable import Supervision

@Suite struct LogTallyTests {
    private func tally(_ records: [(Int, LogRecord.Ending, LogStream)]) -> LogTally {
        var tally = LogTally()
        for (length, ending, stream) in records { tally.count(length, ending, on: stream) }
        return tally
    }

    @Test func `nothing is no line and no byte`() {
        #expect(tally([]).lines == 0)
        #expect(tally([]).bytes == 0)
    }

    @Test func `newlines are counted as lines and as bytes`() {
        let tally = tally([(3, .newline, .output), (0, .newline, .errors)])
        #expect(tally.lines == 2)
        #expect(tally.bytes == 5)
    }

    @Test func `the pieces of a line are one line`() {
        let tally = tally([(3, .open, .output), (3, .open, .output), (0, .newline, .output)])
        #expect(tally.lines == 1)
        #expect(tally.bytes == 7)
    }

    @Test func `each stream may have a line that is not ended`() {
        #expect(tally([(3, .open, .output), (2, .open, .errors)]).lines == 2)
        #expect(tally([(3, .open, .output), (2, .newline, .errors)]).lines == 2)
        #expect(tally([(3, .open, .output), (2, .newline, .errors), (1, .newline, .output)]).lines == 2)
    }

    @Test func `the runner's own remarks are not the job's`() {
        #expect(tally([(9, .newline, .notes)]).lines == 0)
        #expect(tally([(9, .newline, .notes)]).bytes == 0)
    }
}
