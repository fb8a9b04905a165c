import Fixtures
import RunProtocol
import Testing

@testable import Deployer

@Suite struct LogRenderingTests {
    private static func record(
        _ number: Int,
        _ stream: LogStream,
        _ text: String,
        _ ending: LogRecord.Ending = .newline
    ) -> LogRecord {
        var record = LogRecord(number, at: Timestamp(milliseconds: Int64(number)), stream, Array(text.utf8)[...])
        record.ending = ending
        return record
    }

    private static func bytes(_ text: String, _ stream: Console.Stream) -> LogSegment {
        .bytes(Array(text.utf8), stream)
    }

    @Test func `neighbours of one stream become one write, in the order of arrival`() {
        var rendering = LogRendering()
        let segments = rendering.render([
            Self.record(1, .notes, "running"), Self.record(2, .output, "a"), Self.record(3, .output, "b", .open),
            Self.record(4, .errors, "oops"), Self.record(5, .output, "c"),
        ])
        let expected = [
            .note("running"), Self.bytes("a\nb", .output), Self.bytes("oops\n", .errors), Self.bytes("c\n", .output),
        ]
        #expect(segments == expected)
        #expect(rendering.finish().isEmpty)
    }

    @Test func `whatever a job writes, both streams come out byte for byte`() {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<300 {
            var written: [Console.Stream: [UInt8]] = [:]
            var rendering = LogRendering()
            var shown: [Console.Stream: [UInt8]] = [:]
            var number = 0
            for _ in 0..<Int.random(in: 1...5, using: &generator) {
                let batch = (0..<Int.random(in: 0...8, using: &generator)).map { _ in
                    number += 1
                    let text = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                        UInt8.random(in: 0...255, using: &generator)
                    }
                    .filter { $0 != 0x0A }
                    let isOutput = Bool.random(using: &generator)
                    let hasNewline = Bool.random(using: &generator)
                    written[isOutput ? .output : .errors, default: []] += text + (hasNewline ? [0x0A] : [])
                    var record = LogRecord(number, at: LogText.at, isOutput ? .output : .errors, text[...])
                    record.ending = hasNewline ? .newline : .open
                    return record
                }
                for case .bytes(let bytes, let stream) in rendering.render(batch) {
                    shown[stream, default: []] += bytes
                }
            }
            for case .bytes(let bytes, let stream) in rendering.finish() { shown[stream, default: []] += bytes }
            #expect(shown.filter { !$0.value.isEmpty } == written.filter { !$0.value.isEmpty })
        }
    }

    @Test func `a prefix stands before each line, with the time of its first piece`() {
        var rendering = LogRendering(prefixes: LinePrefixes(source: "demo"))
        let segments = rendering.render([
            Self.record(1, .output, "one"), Self.record(2, .output, "begin", .open), Self.record(3, .errors, "oops"),
            Self.record(4, .output, " end"), Self.record(5, .output, "no newline", .open),
        ])
        let expected = [
            Self.bytes("[demo] 1970-01-01T00:00:00.001Z one\n", .output),
            Self.bytes("[demo] 1970-01-01T00:00:00.003Z oops\n", .errors),
            Self.bytes("[demo] 1970-01-01T00:00:00.002Z begin end\n", .output),
        ]
        #expect(segments == expected)
        #expect(rendering.finish() == [Self.bytes("[demo] 1970-01-01T00:00:00.005Z no newline", .output)])
        #expect(rendering.finish().isEmpty)
    }

    @Test func `an empty line has a prefix of its own`() {
        var rendering = LogRendering(prefixes: LinePrefixes(source: "demo"))
        let segments = rendering.render([Self.record(1, .output, ""), Self.record(2, .output, "")])
        #expect(
            segments == [Self.bytes("[demo] 1970-01-01T00:00:00.001Z \n[demo] 1970-01-01T00:00:00.002Z \n", .output)]
        )
    }

    @Test func `a line without end is not kept in memory for its prefix`() {
        var rendering = LogRendering(prefixes: LinePrefixes(source: "demo"))
        let piece = String(repeating: "x", count: 10_000)
        var shown = 0
        for number in 1...1000 {
            for case .bytes(let bytes, _) in rendering.render([Self.record(number, .output, piece, .open)]) {
                shown += bytes.count
            }
            #expect(number * 10_000 - shown <= (1 << 20) + 10_000)
        }
        let rest = rendering.render([Self.record(1001, .output, "end")]) + rendering.finish()
        for case .bytes(let bytes, _) in rest { shown += bytes.count }
        #expect(shown == 10_000_000 + "[demo] 1970-01-01T00:00:00.001Z ".utf8.count + 4)
    }
}
