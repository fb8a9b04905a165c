import Fixtures
import Testing

@testable import RunProtocol

@Suite struct LogStreamReaderTests {
    private static let at = Timestamp(milliseconds: 1_795_473_663_123)

    /// A log of `count` records and its trailer, as the entrypoint writes it.
    private static func log(_ count: Int) -> (records: [LogRecord], trailer: [UInt8]) {
        var records: [LogRecord] = []
        var bytes: [UInt8] = []
        for number in 1...count {
            let texts: [[UInt8]] = [Array("line \(number)".utf8), [], [0xFF, 0x00], Array("é\u{2028}\r".utf8)]
            var record = LogRecord(number, at: at, number % 3 == 0 ? .errors : .output, texts[number % 4][...])
            if number % 7 == 0 { record.ending = .open }
            records.append(record)
            record.append(to: &bytes)
        }
        var digest = LogDigest()
        bytes.withUnsafeBytes { digest.update($0) }
        var trailer: [UInt8] = []
        LogTrailer(lines: count, bytes: 9, sha256: digest.hexadecimal, end: .exited(3))
            .append(as: count + 1, at: at, to: &trailer)
        return (records, Array(trailer.dropLast()))
    }

    private static func end(_ trailer: [UInt8]?) -> LogEvent {
        var end = RunEnd(outcome: .exited(3), completeness: .complete, trailer: nil)
        end.trailerLine = trailer
        return .end(end)
    }

    private static func wire(_ records: ArraySlice<LogRecord>, _ cursor: LogCursor? = nil) -> [UInt8] {
        guard let last = records.last else { return [] }
        return LogEvent.records(Array(records), cursor ?? LogCursor(after: last.number)).wireLines
    }

    @Test func `a log that arrives over several calls and any splits is proved complete`() throws {
        var generator = SeededGenerator(seed: 3)
        let log = Self.log(40)
        for _ in 0..<100 {
            let border = 1 + Int(generator.next(upperBound: UInt64(39)))
            let first =
                Self.wire(log.records[..<border]) + LogStreamMessage.alive.wireLines
                + LogStreamMessage.pause(LogCursor(after: border, hint: "77")).wireLines
            // The second call repeats a record: readers of CloudWatch look back a little.
            let second = Self.wire(log.records[(border - 1)...]) + Self.end(log.trailer).wireLines
            var reader = LogStreamReader(from: .start)
            var events: [LogEvent] = []
            for stream in [first, second] {
                reader.beginCall()
                var rest = stream[...]
                while !rest.isEmpty {
                    let piece = rest.prefix(1 + Int(generator.next(upperBound: UInt64(200))))
                    rest = rest.dropFirst(piece.count)
                    events += try reader.read(piece)
                }
                if reader.ending == .paused { #expect(reader.cursor == LogCursor(after: border, hint: "77")) }
            }
            #expect(reader.ending == .ended)
            let read = events.flatMap { event in
                guard case .records(let records, _) = event else { return [LogRecord]() }
                return records
            }
            #expect(read == log.records)
            guard case .end(let end) = events.last else {
                Issue.record("there is no end")
                return
            }
            #expect(end.completeness == .complete)
            #expect(end.outcome == .exited(3))
        }
    }

    @Test func `the invoker's word on a log that lacks a record is not taken`() throws {
        let log = Self.log(10)
        var reader = LogStreamReader(from: .start)
        let stream = Self.wire(log.records[..<4]) + Self.wire(log.records[5...]) + Self.end(log.trailer).wireLines
        guard case .end(let end) = try reader.read(stream).last else {
            Issue.record("there is no end")
            return
        }
        #expect(end.completeness == .incomplete([.missing(5...5)]))
        #expect(end.exitCode == 3)
    }

    @Test func `a changed text and a missing trailer are noticed`() throws {
        let log = Self.log(5)
        var changed = log.records
        changed[2].text = Array("else".utf8)[...]
        for (records, trailer, fault) in [
            (changed, log.trailer, LogCompleteness.Fault.altered),
            (log.records, nil, .noTrailer(after: 5)),
        ] as [([LogRecord], [UInt8]?, LogCompleteness.Fault)] {
            var reader = LogStreamReader(from: .start)
            let events = try reader.read(Self.wire(records[...]) + Self.end(trailer).wireLines)
            guard case .end(let end) = events.last else {
                Issue.record("there is no end")
                return
            }
            #expect(end.completeness == .incomplete([fault]))
        }
    }

    @Test func `a stream that is cut anywhere has no ending, and the next call goes on behind whole records`() throws {
        let log = Self.log(6)
        let stream = Self.wire(log.records[...]) + Self.end(log.trailer).wireLines
        for length in 0..<(stream.count - 1) {
            var reader = LogStreamReader(from: .start)
            _ = try reader.read(stream[..<length])
            #expect(reader.ending == nil)
            let next = reader.cursor.record
            reader.beginCall()
            let events = try reader.read(Self.wire(log.records[next...]) + Self.end(log.trailer).wireLines)
            guard case .end(let end) = events.last else {
                Issue.record("there is no end after a cut at \(length)")
                return
            }
            #expect(end.completeness == .complete)
        }
    }

    @Test func `an error ends the stream and keeps its parts`() throws {
        var error = RunnerError(.usage, "UnknownRun", "there is no run", hint: "look").caused(by: "why")
        error.rule = "rule"
        var reader = LogStreamReader(from: .start)
        _ = try reader.read(LogStreamMessage.failure(error).wireLines)
        #expect(reader.ending == .failed(error))
        #expect(throws: RunnerError.self) { _ = try reader.read(LogStreamMessage.alive.wireLines) }
    }

    @Test(
        arguments: [
            "{}", "[]", "nonsense", #"{"cursor":"x","line":{}}"#, #"{"pause":{"cursor":"x"}}"#, #"{"line":1}"#,
        ]
    )
    func `a line of another protocol is an error that shows it`(line: String) {
        var reader = LogStreamReader(from: .start)
        let error = #expect(throws: RunnerError.self) { _ = try reader.read((line + "\n").utf8) }
        #expect(error?.errorType == "ProtocolViolation")
        #expect(error?.cause == line.debugDescription)
    }

    @Test func `an error of the runner's survives the wire, and Lambda's own is not taken for one`() {
        let error = RunnerError(.refused, "OptionRegexRestrictedError", "no \"way\"\n", hint: "h").caused(by: "c")
        #expect(RunnerError(wire: error.wire) == error)
        #expect(RunnerError(wire: #"{"errorType":"Sandbox.Timedout","errorMessage":"Task timed out"}"#.utf8) == nil)
        #expect(RunnerError(wire: "<html>".utf8) == nil)
        // A code of a later version is no success and no code of ours.
        let later = RunnerError(wire: #"{"errorType":"E","errorMessage":"m","exitCode":0}"#.utf8)
        #expect(later?.code == .outcomeUnknown)
    }
}
