import RunProtocol
import Testing

@Suite struct LogVerifierTests {
    private let log = SampleLog()

    private func line(_ text: String) -> ArraySlice<UInt8> { Array(text.utf8)[...] }

    private func reading(_ numbers: [Int], after cursor: LogCursor = .start) -> Reading {
        Reading(lines: numbers.map { log.lines[$0 - 1][...] }, after: cursor)
    }

    @Test func `a log that is read from its first record to its trailer is complete`() {
        let reading = Reading(log.bytes)
        #expect(reading.completeness == .complete)
        #expect(reading.shows(log))
    }

    @Test func `the log of a job that said nothing is complete`() {
        let log = SampleLog([], end: .exited(0))
        let reading = Reading(log.bytes)
        #expect(reading.completeness == .complete)
        #expect(reading.trailer?.end == .exited(0))
    }

    @Test func `records that never came are named`() {
        #expect(reading([1, 2, 4, 5, 6, 7]).completeness == .incomplete([.missing(3...3)]))
        #expect(reading([3, 6, 7]).completeness == .incomplete([.missing(1...2), .missing(4...5)]))
        #expect(reading([7]).completeness == .incomplete([.missing(1...6)]))
    }

    @Test func `a log without its trailer is not complete, and says where it breaks off`() {
        #expect(reading([1, 2, 3, 4, 5, 6]).completeness == .incomplete([.noTrailer(after: 6)]))
        #expect(reading([1, 3]).completeness == .incomplete([.missing(2...2), .noTrailer(after: 3)]))
        #expect(reading([]).completeness == .incomplete([.noTrailer(after: 0)]))
        #expect(reading([], after: LogCursor(after: 4)).completeness == .incomplete([.noTrailer(after: 4)]))
    }

    @Test func `a record that comes twice is shown once`() {
        let reading = reading([1, 1, 2, 3, 2, 3, 4, 1, 5, 6, 7])
        #expect(reading.completeness == .complete)
        #expect(reading.shows(log))
        #expect(reading.repeated == 4)
    }

    @Test func `what was read already may come again behind the trailer`() {
        let reading = reading([1, 2, 3, 4, 5, 6, 7, 6, 7])
        #expect(reading.completeness == .complete)
        #expect(reading.shows(log))
    }

    @Test func `anything new behind the trailer makes the log incomplete`() {
        let lines = log.lines.map { $0[...] }
        for extra in ["8 5 o more", "8 5 = {}", "hello", ""] {
            let reading = Reading(lines: lines + [line(extra)])
            #expect(reading.completeness == .incomplete([.foreign(lines: 1)]), "\(extra)")
            #expect(reading.foreign == [Array(extra.utf8)])
        }
    }

    @Test func `a second trailer that says something else makes the log incomplete`() {
        var other: [UInt8] = []
        var trailer = log.trailer
        trailer.end = .exited(0)
        trailer.append(as: 7, at: SampleLog.start, to: &other)
        let reading = Reading(lines: log.lines.map { $0[...] } + [other.dropLast()])
        #expect(reading.trailer?.end == .exited(2))
        #expect(reading.completeness == .incomplete([.foreign(lines: 1)]))
    }

    @Test func `lines that no entrypoint wrote are handed back as they are, and counted`() {
        let foreign: [[UInt8]] = [
            Array("Welcome!".utf8), [], [0xFF, 0x00], Array("0 0 o text".utf8), Array("2 5 f".utf8),
        ]
        var lines = log.lines.map { $0[...] }
        lines.insert(contentsOf: foreign.map { $0[...] }, at: 4)
        let reading = Reading(lines: lines)
        #expect(reading.foreign == foreign)
        #expect(reading.records == log.records)
        #expect(reading.completeness == .incomplete([.foreign(lines: 5)]))
    }

    @Test func `a container without an entrypoint of ours delivers foreign lines only`() {
        let reading = Reading(Array("one\n1 two\n1 2 three\n".utf8))
        #expect(reading.foreign.count == 3)
        #expect(reading.completeness == .incomplete([.foreign(lines: 3), .noTrailer(after: 0)]))
    }

    @Test func `altered contents are found by the digest`() {
        var lines = log.lines.map { $0[...] }
        lines[1] = line("2 1795473663123 o Initializing the backdoor...")
        #expect(Reading(lines: lines).completeness == .incomplete([.altered]))
    }

    @Test func `a record moved to the other stream is found by the digest`() {
        var lines = log.lines.map { $0[...] }
        lines[1] = line("2 1795473663123 e Initializing the backend...")
        #expect(Reading(lines: lines).completeness == .incomplete([.altered]))
    }

    @Test func `white space cut off an empty record does no harm`() {
        var lines = log.lines.map { $0[...] }
        #expect(Array(lines[2]) == Array("3 1795473663123 o ".utf8))
        lines[2] = lines[2].dropLast()
        let reading = Reading(lines: lines)
        #expect(reading.completeness == .complete)
        #expect(reading.shows(log))
    }

    @Test func `a reader that comes back behind a cursor gets the rest, once`() {
        for cursor in 1...6 {
            let rest = Array((cursor + 1)...7)
            let exact = reading(rest, after: LogCursor(after: cursor))
            #expect(exact.completeness == .completeFrom(record: cursor + 1))
            #expect(exact.records.map(\.number) == rest.dropLast())
            #expect(reading([1, 2, 3, 4, 5, 6, 7], after: LogCursor(after: cursor)).records == exact.records)
        }
    }

    @Test func `a reader that comes back behind a cursor misses nothing unseen`() {
        #expect(reading([4, 5, 6, 7], after: LogCursor(after: 2)).completeness == .incomplete([.missing(3...3)]))
        #expect(reading([3, 4], after: LogCursor(after: 2)).completeness == .incomplete([.noTrailer(after: 4)]))
    }

    @Test func `a reader whose cursor stands at the trailer sees the end again`() {
        let reading = reading([1, 2, 3, 4, 5, 6, 7], after: LogCursor(after: 7))
        #expect(reading.records.isEmpty)
        #expect(reading.trailer == log.trailer)
        #expect(reading.completeness == .completeFrom(record: 8))
    }

    @Test func `a cursor of another log proves nothing`() {
        let reading = reading([1, 2, 3, 4, 5, 6, 7], after: LogCursor(after: 100))
        #expect(reading.trailer == nil)
        #expect(reading.completeness == .incomplete([.noTrailer(after: 100)]))
    }

    @Test func `the verifier says where it stands`() {
        var verifier = LogVerifier(after: LogCursor(after: 3))
        #expect(verifier.lastNumber == 3)
        _ = verifier.read(log.lines[3][...])
        #expect(verifier.lastNumber == 4)
        _ = verifier.read(line("no record"))
        _ = verifier.read(log.lines[2][...])
        #expect(verifier.lastNumber == 4)
        #expect(verifier.trailer == nil)
    }
}
