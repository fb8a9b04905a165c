import Fixtures
import RunProtocol
import Testing

@Suite struct LogRecordTests {
    private static let at = Timestamp(milliseconds: 1_795_473_663_123)

    private static func encoded(_ record: LogRecord) -> [UInt8] {
        var line: [UInt8] = []
        record.append(to: &line)
        return line
    }

    @Test(
        arguments: [
            (
                LogStream.output, LogRecord.Ending.newline, Array("Initializing...".utf8),
                "12 1795473663123 o Initializing..."
            ),
            (.errors, .open, Array("no newline foll".utf8), "12 1795473663123 e+ no newline foll"),
            (.notes, .newline, Array("ran é".utf8), "12 1795473663123 n ran é"),
            (.output, .newline, [], "12 1795473663123 o "),
            (.errors, .open, [], "12 1795473663123 e+ "),
            (.output, .newline, Array("  spaces \r".utf8), "12 1795473663123 o   spaces \r"),
            (.output, .newline, [0xFF, 0xFE], "12 1795473663123 O //4="),
            (.errors, .open, [0x00], "12 1795473663123 E+ AA=="),
            (.notes, .newline, [0x61, 0x0A, 0x62], "12 1795473663123 N YQpi"),
        ] as [(LogStream, LogRecord.Ending, [UInt8], String)]
    )
    func `a record is written as the format has it`(
        stream: LogStream,
        ending: LogRecord.Ending,
        text: [UInt8],
        line: String
    ) {
        var record = LogRecord(12, at: Self.at, stream, text[...])
        record.ending = ending
        #expect(String(decoding: Self.encoded(record), as: UTF8.self) == line + "\n")
        #expect(LogRecord(parsing: Array(line.utf8)[...]) == record)
    }

    @Test func `any bytes come back as they were, from one line of UTF-8`() throws {
        var generator = SeededGenerator(seed: 1)
        for round in 0..<2000 {
            let size = round % 100 == 0 ? LogRecord.longestText : Int(generator.next(upperBound: UInt64(64)))
            var record = LogRecord(
                1 + Int(generator.next(upperBound: UInt64(1_000_000_000))),
                at: Timestamp(milliseconds: Int64(generator.next(upperBound: UInt64(253_402_300_800_000)))),
                [.output, .errors, .notes][round % 3],
                generator.bytes(count: size)[...]
            )
            record.ending = generator.next() & 1 == 0 ? .newline : .open
            let line = Self.encoded(record)
            #expect(line.firstIndex(of: 0x0A) == line.count - 1)
            #expect(!line.contains(0))
            #expect(String(validating: line, as: UTF8.self) != nil)
            #expect(LogRecord(parsing: line.dropLast()) == record)
        }
    }

    @Test func `the longest record stays below the 16 KiB at which a log driver splits a line`() {
        let text = [UInt8](repeating: 0xFF, count: LogRecord.longestText)
        var record = LogRecord(999_999_999_999, at: Timestamp(milliseconds: .max), .errors, text[...])
        record.ending = .open
        #expect(Self.encoded(record).count < 16 * 1024)
    }

    @Test func `an empty record that lost the white space at its end is the same record`() {
        #expect(LogRecord(parsing: Array("3 5 o".utf8)[...]) == LogRecord(parsing: Array("3 5 o ".utf8)[...]))
        #expect(LogRecord(parsing: Array("3 5 o+".utf8)[...])?.ending == .open)
    }

    @Test(
        arguments: [
            "", " ", "1", "1 ", "1 2", "1 2 ", "hello", "1 2 x text", "1 2 = {}", "1 2 oo text", "1 2 o+text",
            "1 2 otext",
            "1 2 o++ text", "a 2 o text", "1 b o text", "-1 2 o text", "+1 2 o text", "1 -2 o text", " 1 2 o text",
            "1  2 o text", "0 2 o text", "0000 2 o text", "1 253402300800000 o text", "1 1e3 o text",
            "1000000000000000000 2 o text", "99999999999999999999999 2 o text", "1 2 O ???", "1 2 O YQ", "1 2 O Y Q==",
            "1\t2\to\ttext", "１ 2 o text", "1 2 \u{43E} text", "1 2 O YQ==\r",
        ]
    )
    func `what is not exactly a record is none`(line: String) {
        #expect(LogRecord(parsing: Array(line.utf8)[...]) == nil)
    }

    @Test func `a record is read out of the middle of a buffer`() throws {
        let buffer = Array("xx7 8 e text\nyy".utf8)
        let record = try #require(LogRecord(parsing: buffer[2..<12]))
        #expect(record.number == 7)
        #expect(record.stream == .errors)
        #expect(Array(record.text) == Array("text".utf8))
    }
}
