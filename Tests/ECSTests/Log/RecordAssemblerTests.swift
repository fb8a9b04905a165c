import Fixtures
import RunProtocol
import Testing

@testable import AWS
@testable import ECS

@Suite struct RecordAssemblerTests {
    private func event(_ message: String, at timestamp: Int64 = 0) -> CloudWatchLogEvent {
        CloudWatchLogEvent(timestamp: timestamp, message: message)
    }

    private func assemble(_ events: [CloudWatchLogEvent], after record: Int = 0) -> RecordAssembler {
        var assembler = RecordAssembler(after: record, from: .head)
        for event in events { assembler.take(event) }
        assembler.reachedEnd()
        return assembler
    }

    private func text(_ events: [CloudWatchLogEvent], after record: Int = 0) -> String {
        var assembler = assemble(events, after: record)
        return String(decoding: assembler.drain(), as: UTF8.self)
    }

    private func record(_ number: Int, _ text: String = "x") -> String { "\(number) 1795473663123 o \(text)" }

    @Test func `records in order are given as they come, each with its line feed`() {
        #expect(
            text([event(record(1)), event(record(2, "café €\r")), event(record(3, ""))])
                == "\(record(1))\n\(record(2, "café €\r"))\n\(record(3, ""))\n"
        )
    }

    @Test func `a record that came early is held back until those before it are there`() {
        var assembler = RecordAssembler(after: 0, from: .head)
        for number in [1, 4, 3] { assembler.take(event(record(number))) }
        assembler.reachedEnd()
        #expect(String(decoding: assembler.drain(), as: UTF8.self) == record(1) + "\n")
        #expect(assembler.hasGap && assembler.next == 2)
        assembler.take(event(record(2)))
        assembler.reachedEnd()
        #expect(String(decoding: assembler.drain(), as: UTF8.self) == (2...4).map { record($0) + "\n" }.joined())
        #expect(!assembler.hasGap && assembler.next == 5)
    }

    @Test func `records that came before are dropped, given ones and held ones`() {
        let numbers = [1, 1, 3, 3, 1, 2, 2, 3]
        #expect(text(numbers.map { event(record($0)) }) == (1...3).map { record($0) + "\n" }.joined())
    }

    @Test func `several records in one event are taken apart`() {
        #expect(
            text([event("\(record(1))\n\(record(2))\n"), event("\(record(3))\n\(record(4))")])
                == (1...4).map { record($0) + "\n" }.joined()
        )
    }

    @Test func `a record that was split anywhere over neighbouring events of one time is put together`() {
        let whole = record(12, "hello world")
        for cut in 1..<whole.count {
            let pieces = [String(whole.prefix(cut)), String(whole.dropFirst(cut))]
            for rest in [
                [event(pieces[1], at: 7), event(record(13), at: 8)], [event(pieces[1] + "\n" + record(13), at: 7)],
            ] {
                let events = [event(record(11), at: 7), event(pieces[0], at: 7)] + rest
                #expect(text(events, after: 10) == "\(record(11))\n\(whole)\n\(record(13))\n", "cut at \(cut)")
            }
        }
    }

    @Test func `digits that end a record are told from those that begin the next one`() {
        let lines = (1...120).map { record($0, "line \($0)") }
        for index in 0..<119 {
            for cut in 1..<lines[index].count {
                var events = lines.map { event($0, at: 7) }
                let pieces = [String(lines[index].prefix(cut)), String(lines[index].dropFirst(cut))]
                events.replaceSubrange(index...index, with: pieces.map { event($0, at: 7) })
                #expect(text(events) == lines.map { $0 + "\n" }.joined(), "record \(index + 1) cut at \(cut)")
            }
        }
    }

    @Test func `a late record behind digits that end another is told by what is missing`() {
        let lines = (1...400).map { record($0, "line \($0)") }
        var events = lines.map { event($0, at: 7) }
        events[311...311] = [event(String(lines[311].dropLast(1)), at: 7), event("2", at: 7), event(lines[56], at: 7)]
        events.remove(at: 56)
        #expect(text(events) == lines.map { $0 + "\n" }.joined())
    }

    @Test func `lines of digits are not taken for the beginning of a record`() {
        #expect(text([event("1", at: 1), event("2", at: 1), event("3 4", at: 1)]) == "1\n2\n3 4\n")
    }

    @Test func `a piece as long as drivers split lines goes on in the next event, whatever its time`() {
        let whole = record(1, String(repeating: "y", count: 20_000))
        let cut = 16 * 1024
        let pieces = [String(whole.prefix(cut)), String(whole.dropFirst(cut))]
        #expect(text([event(pieces[0], at: 7), event(pieces[1], at: 9)]) == whole + "\n")
    }

    @Test func `a line that is no record is given where it stands`() {
        let events = [
            event("starting", at: 1), event(record(1), at: 2), event("Fatal error: x", at: 3), event(record(2), at: 4),
        ]
        #expect(text(events) == "starting\n\(record(1))\nFatal error: x\n\(record(2))\n")
    }

    @Test func `a line that is no record is not taken for the rest of another such line`() {
        #expect(text([event("first", at: 1), event("second", at: 1)]) == "first\nsecond\n")
    }

    @Test func `the last line of a page waits for the next page, and is given when there is none`() {
        var assembler = RecordAssembler(after: 0, from: .head)
        assembler.take(event(record(1)))
        assembler.take(event(record(2, "hel"), at: 5))
        #expect(String(decoding: assembler.drain(), as: UTF8.self) == record(1) + "\n")
        #expect(assembler.hasOpenLine)
        assembler.take(event("lo", at: 5))
        #expect(assembler.drain().isEmpty)
        assembler.reachedEnd()
        #expect(String(decoding: assembler.drain(), as: UTF8.self) == record(2, "hello") + "\n")
        #expect(!assembler.hasOpenLine)
    }

    @Test func `behind a cursor only what is new is given, foreign lines before it neither`() {
        let events = [
            event("old", at: 1), event(record(1), at: 2), event(record(2), at: 3), event("new", at: 4),
            event(record(3), at: 5),
        ]
        #expect(text(events, after: 2) == "new\n\(record(3))\n")
    }

    @Test func `what is read again gives no line twice`() {
        var assembler = RecordAssembler(after: 0, from: .head)
        let events = [event(record(1), at: 1), event("foreign", at: 2), event(record(3), at: 3)]
        for event in events { assembler.take(event) }
        #expect(String(decoding: assembler.drain(), as: UTF8.self) == "\(record(1))\nforeign\n")
        assembler.rewind()
        for event in events + [event(record(2), at: 4), event("late", at: 5)] { assembler.take(event) }
        assembler.reachedEnd()
        #expect(String(decoding: assembler.drain(), as: UTF8.self) == "\(record(2))\n\(record(3))\nlate\n")
    }

    @Test func `a line that may go on is read again as a whole`() {
        var assembler = RecordAssembler(after: 0, from: .head)
        assembler.take(event(record(1, "hel"), at: 1))
        assembler.rewind()
        assembler.take(event(record(1, "hel"), at: 1))
        assembler.take(event("lo", at: 1))
        assembler.reachedEnd()
        #expect(String(decoding: assembler.drain(), as: UTF8.self) == record(1, "hello") + "\n")
    }

    @Test func `the trailer ends the log, and what follows is dropped`() throws {
        let log = SampleLog(2)
        var assembler = RecordAssembler(after: 0, from: .head)
        for line in log.lines.reversed() + [record(4)] { assembler.take(event(line)) }
        assembler.reachedEnd()
        #expect(assembler.isComplete)
        #expect(assembler.trailer?.value.end == .exited(0))
        #expect(assembler.trailer?.at.milliseconds == SampleLog.start)
        #expect(String(decoding: assembler.drain(), as: UTF8.self) == log.lines.map { $0 + "\n" }.joined())
    }

    @Test func `a trailer is known while records before it are missing`() {
        let assembler = assemble([event(SampleLog(2).lines[2])])
        #expect(assembler.trailer != nil && !assembler.isComplete && assembler.hasGap)
    }

    @Test func `a reader that has the trailer already sees it again`() {
        let lines = SampleLog(2).lines.map { event($0) }
        var assembler = assemble(lines, after: 3)
        #expect(assembler.isComplete)
        #expect(
            String(decoding: assembler.drain(), as: UTF8.self) == String(decoding: lines[2].message, as: UTF8.self)
                + "\n"
        )
        var beyond = assemble(lines, after: 9)
        #expect(!beyond.isComplete && beyond.drain().isEmpty)
    }

    @Test func `a damaged trailer ends nothing`() {
        let damaged = SampleLog(0).lines[0].replacing("\"code\":0", with: "\"code\":1")
        let assembler = assemble([event(damaged)])
        #expect(assembler.trailer == nil && !assembler.isComplete)
    }

    @Test func `given-up gaps are skipped up to a number and no further`() {
        var assembler = assemble([1, 3, 5, 9].map { event(record($0)) })
        _ = assembler.drain()
        assembler.giveUpGaps(upTo: 5)
        #expect(String(decoding: assembler.drain(), as: UTF8.self) == "\(record(3))\n\(record(5))\n")
        #expect(assembler.hasGap && assembler.next == 6)
    }

    @Test func `many gaps are given up in the time of their records`() {
        var assembler = assemble(stride(from: 2, through: 400_000, by: 2).map { event(record($0, "")) })
        #expect(assembler.hasGap && !assembler.isFull)
        // A search for the lowest of them at each gap would take minutes.
        let time = ProcessorTime.measure { assembler.giveUpGaps(upTo: .max) }
        #expect(!assembler.hasGap && assembler.next == 400_001)
        #expect(time < .seconds(30))
    }

    @Test func `what is held back is bounded, and what does not fit is asked for again`() {
        var assembler = RecordAssembler(after: 0, from: .head)
        let text = String(repeating: "z", count: 10_000)
        let most = RecordAssembler.mostHeldBytes / 10_000 + 10
        for number in 2...most { assembler.take(event(record(number, text))) }
        assembler.reachedEnd()
        #expect(assembler.isFull && assembler.hasLetGo)
        assembler.take(event(record(1)))
        assembler.reachedEnd()
        let given = assembler.drain().split(separator: UInt8(ascii: "\n")).count
        #expect((most - 20...most).contains(given))
        #expect(!assembler.isFull && assembler.hasLetGo && assembler.next == given + 1)
    }

    @Test(arguments: [
        "", "x", "1", "1 2", "1 2 ", "0 2 o x", "1 2 x y", "1 2 o+y", "-1 2 o x", "01 2 o x", "1 2  o x",
        "1234567890123456789 2 o x", "٣ 2 o x",
    ])
    func `a line that is not exactly a record has no head`(line: String) {
        #expect(RecordHead(line.utf8) == nil)
    }

    @Test(arguments: ["1 2 o x", "1 2 o", "1 2 o+", "1 2 E+ eA==", "999999999999999999 0 = z"])
    func `a line that is a record has a head`(line: String) {
        #expect(RecordHead(line.utf8) != nil)
    }
}

@Suite struct LineMemoryTests {
    @Test func `a line is known by its number, and told from others`() {
        var memory = LineMemory(after: 10)
        memory.remember(11, "a".utf8)
        memory.remember(14, "b".utf8)
        #expect(memory.matches(11, "a".utf8) == true && memory.matches(11, "b".utf8) == false)
        #expect(memory.matches(14, "b".utf8) == true)
        for unknown in [-1, 0, 10, 12, 13, 15] { #expect(memory.matches(unknown, "a".utf8) == nil) }
    }

    @Test func `only so many lines are remembered, the latest`() {
        var memory = LineMemory(after: 0)
        for number in 1...1_100_000 { memory.remember(number, CollectionOfOne(UInt8(truncatingIfNeeded: number))) }
        #expect(memory.matches(1, [1]) == nil)
        #expect(memory.matches(1_100_000, [UInt8(truncatingIfNeeded: 1_100_000)]) == true)
        memory.remember(9_000_000, [7])
        #expect(memory.matches(1_100_000, [0]) == nil && memory.matches(9_000_000, [7]) == true)
    }
}
