import Fixtures
import RunProtocol
import Testing

@Suite struct LogEventWireTests {
    private static let at = Timestamp(milliseconds: 1_795_473_663_123)

    private func wire(_ event: LogEvent) -> String {
        String(decoding: event.wireLines, as: UTF8.self)
    }

    private func record(_ number: Int, _ stream: LogStream, _ text: [UInt8]) -> LogRecord {
        LogRecord(number, at: Self.at, stream, text[...])
    }

    @Test func `each record is a line of its own, with the cursor behind it`() {
        var open = record(14, .notes, Array("\"/\\\u{1B}[0m\r\0é\u{2028}".utf8))
        open.ending = .open
        let event = LogEvent.records(
            [record(12, .output, Array("ready".utf8)), record(13, .errors, []), open],
            LogCursor(after: 14, hint: "104233")
        )
        #expect(
            wire(event) == #"""
                {"cursor":"12","line":{"at":"2026-11-23T22:41:03.123Z","stream":"out","text":"ready"}}
                {"cursor":"13","line":{"at":"2026-11-23T22:41:03.123Z","stream":"err","text":""}}
                {"cursor":"14@104233","line":{"at":"2026-11-23T22:41:03.123Z","open":true,"stream":"note",\#
                "text":"\"/\\\u001b[0m\r\u0000é\#u{2028}"}}

                """#
        )
    }

    @Test func `a text that is not UTF-8 stands in base 64`() {
        #expect(
            wire(.records([record(1, .output, [0xFF, 0xFE])], LogCursor(after: 1)))
                == #"{"cursor":"1","line":{"at":"2026-11-23T22:41:03.123Z","base64":"//4=","stream":"out"}}"# + "\n"
        )
    }

    @Test func `a foreign line keeps its bytes`() {
        #expect(wire(.foreign(Array("Welcome!\r".utf8)[...])) == #"{"foreign":{"text":"Welcome!\r"}}"# + "\n")
        #expect(wire(.foreign([0xFF])) == #"{"foreign":{"base64":"/w=="}}"# + "\n")
    }

    @Test func `no records are no lines`() {
        #expect(wire(.records([], .start)).isEmpty)
    }

    @Test func `a status says where the run stands`() throws {
        let run = try #require(RunID("run-01m8593s4k00000000"))
        let status = RunStatus(run: run, container: "terraform-planner", script: "plan", startedAt: Self.at)
        #expect(
            wire(.status(status)) == #"""
                {"status":{"container":"terraform-planner","facts":{},"phase":"starting","run_id":"run-01m8593s4k00000000",\#
                "script":"plan","started_at":"2026-11-23T22:41:03.123Z"}}

                """#
        )
    }

    @Test func `the end says the code, the outcome and what the log is worth`() {
        var trailer = LogTrailer(lines: 812, bytes: 104_233, sha256: "0a0b", end: .exited(0))
        trailer.facts = ["resolved_ref": "0123abcd"]
        #expect(
            wire(.end(RunEnd(outcome: .exited(0), completeness: .complete, trailer: trailer))) == #"""
                {"end":{"bytes":104233,"complete":true,"exit":0,"facts":{"resolved_ref":"0123abcd"},"lines":812,\#
                "log":"complete","outcome":{"code":0,"end":"exited"},"sha256":"0a0b"}}

                """#
        )
    }

    @Test func `the end of a run without a trailer has no counts`() {
        let end = RunEnd(
            outcome: .unknown(reason: "the host is gone"),
            completeness: .incomplete([.noTrailer(after: 3)]),
            trailer: nil
        )
        #expect(
            wire(.end(end)) == #"""
                {"end":{"complete":false,"exit":70,"facts":{},"log":"incomplete: it breaks off after record 3",\#
                "outcome":{"end":"unknown","reason":"the host is gone"}}}

                """#
        )
    }

    @Test func `a success with an incomplete log does not end with 0`() {
        let end = RunEnd(outcome: .exited(0), completeness: .incomplete([.altered]), trailer: nil)
        #expect(end.exitCode == 74)
        #expect(wire(.end(end)).contains(#""exit":74"#))
    }

    @Test func `any bytes give one line of JSON each`() throws {
        var generator = SeededGenerator(seed: 11)
        for number in 1...300 {
            let text = generator.bytes(count: Int(generator.next(upperBound: UInt64(80))))
            let line = LogEvent.records([record(number, .output, text)], LogCursor(after: number)).wireLines
            #expect(line.count { $0 == 0x0A } == 1 && line.last == 0x0A)
            let object = try JSON.decode(WireLine.self, from: line).line
            #expect(object.text.map { Array($0.utf8) } ?? Self.decoded(object.base64) == text)
        }
    }

    private struct WireLine: Decodable {
        let line: Line

        struct Line: Decodable {
            let text: String?
            let base64: String?
        }
    }

    /// Reads base 64 by way of a record, whose own tests pin it down.
    private static func decoded(_ base64: String?) -> [UInt8]? {
        LogRecord(parsing: Array("1 2 O \(base64 ?? "?")".utf8)[...]).map { Array($0.text) }
    }
}
