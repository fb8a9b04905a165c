import Fixtures
import RunProtocol
import Testing

@Suite struct TimestampTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"),
            (1, "1970-01-01T00:00:00.001Z"),
            (999, "1970-01-01T00:00:00.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (1_795_473_663_123, "2026-11-23T22:41:03.123Z"),
            (4_107_542_399_999, "2100-02-28T23:59:59.999Z"),
            (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
        ] as [(Int64, String)]
    )
    func `a moment is written in UTC with milliseconds, and read back`(milliseconds: Int64, text: String) {
        let moment = Timestamp(milliseconds: milliseconds)
        #expect(moment.description == text)
        #expect(Timestamp(text) == moment)
    }

    @Test func `every millisecond survives its text`() {
        var generator = SeededGenerator(seed: 5)
        let anywhere = (0..<1000).map { _ in Int64(generator.next(upperBound: UInt64(253_402_300_800_000))) }
        for milliseconds in Array(1_795_473_663_000..<1_795_473_664_000) + anywhere {
            let moment = Timestamp(milliseconds: milliseconds)
            #expect(Timestamp(moment.description)?.milliseconds == milliseconds)
        }
    }

    @Test func `a moment survives JSON, as a string`() throws {
        let moment = Timestamp(milliseconds: 1_795_473_663_123)
        #expect(String(decoding: JSON.encode(moment), as: UTF8.self) == "\"2026-11-23T22:41:03.123Z\"")
        #expect(try JSON.decode(Timestamp.self, from: JSON.encode(moment)) == moment)
        #expect(throws: DecodingError.self) { try JSON.decode(Timestamp.self, from: "\"yesterday\"".utf8) }
        #expect(throws: DecodingError.self) { try JSON.decode(Timestamp.self, from: "1795473663123".utf8) }
    }

    @Test func `moments sort by time, and so do their texts`() {
        let moments = [0, 1, 999, 1000, 951_782_400_000, 1_795_473_663_123].map(Timestamp.init(milliseconds:))
        #expect(moments == moments.reversed().sorted())
        #expect(moments.map(\.description) == moments.map(\.description).sorted())
    }

    @Test func `a clock that is far off gives the nearest moment that has a text`() {
        #expect(Timestamp(milliseconds: -1).description == "1970-01-01T00:00:00.000Z")
        #expect(Timestamp(milliseconds: .min).milliseconds == 0)
        #expect(Timestamp(milliseconds: .max).description == "9999-12-31T23:59:59.999Z")
    }

    @Test(
        arguments: [
            "", "2026", "2026-11-23", "2026-11-23T22:41:03Z", "2026-11-23T22:41:03.1Z", "2026-11-23T22:41:03.123456Z",
            "2026-11-23T22:41:03.123", "2026-11-23T22:41:03.123Zulu", "2026-11-23T22:41:03.123Z ",
            " 2026-11-23T22:41:03.123Z", "2026-11-23T22:41:03.123+00:00", "2026-11-23T22:41:03.12+01",
            "2026-11-23 22:41:03.123Z", "2026-11-23t22:41:03.123z", "2026-11-23T22:41:03,123Z",
            "20261123T224103.12345678Z",
            "2026-02-30T22:41:03.123Z", "2026-02-29T22:41:03.123Z", "2026-00-23T22:41:03.123Z",
            "2026-13-23T22:41:03.123Z",
            "2026-11-00T22:41:03.123Z", "2026-11-31T22:41:03.123Z", "2026-11-23T24:41:03.123Z",
            "2026-11-23T22:60:03.123Z",
            "2026-11-23T22:41:60.123Z", "2026-11-23T22:41:-3.123Z", "12026-11-23T2:41:03.123Z",
            "1969-12-31T23:59:59.999Z",
            "0000-01-01T00:00:00.000Z", "-026-11-23T22:41:03.123Z", "+026-11-23T22:41:03.123Z",
            "２26-11-23T22:41:03.12Z",
            "2026-11-23T22:41:03.\u{661}3Z", "2026-W48-1T22:41:03.123Z", "2026-11-23T22:41:03.1e3Z",
            "999999999999999999999999",
        ]
    )
    func `what is not exactly a moment is refused`(text: String) {
        #expect(Timestamp(text) == nil)
    }
}
