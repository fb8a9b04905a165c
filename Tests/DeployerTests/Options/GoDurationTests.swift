import Testing

@testable import Deployer

/// The durations and the errors that Go's own tests list for `time.ParseDuration`.
@Suite struct GoDurationTests {
    private static let second: Int64 = 1_000_000_000
    private static let minute = 60 * second
    private static let hour = 60 * minute

    static let good: [(String, Int64)] = [
        ("0", 0), ("5s", 5 * second), ("30s", 30 * second), ("1478s", 1478 * second),
        ("-5s", -5 * second), ("+5s", 5 * second), ("-0", 0), ("+0", 0),
        ("5.0s", 5 * second), ("5.6s", 5 * second + 600_000_000), ("5.s", 5 * second), (".5s", second / 2),
        ("1.0s", second), ("1.00s", second), ("1.004s", second + 4_000_000), ("1.0040s", second + 4_000_000),
        ("100.00100s", 100 * second + 1_000_000),
        ("10ns", 10), ("11us", 11_000), ("12µs", 12_000), ("12μs", 12_000), ("13ms", 13_000_000), ("14s", 14 * second),
        ("15m", 15 * minute), ("16h", 16 * hour),
        ("3h30m", 3 * hour + 30 * minute), ("10.5s4m", 4 * minute + 10 * second + 500_000_000),
        ("-2m3.4s", -(2 * minute + 3 * second + 400_000_000)),
        ("1h2m3s4ms5us6ns", hour + 2 * minute + 3 * second + 4_005_006),
        ("39h9m14.425s", 39 * hour + 9 * minute + 14 * second + 425_000_000),
        ("52763797000ns", 52_763_797_000), ("0.3333333333333333333h", 20 * minute),
        ("9007199254740993ns", (1 << 53) + 1), ("9223372036854775807ns", .max), ("9223372036854775.807us", .max),
        ("9223372036s854ms775us807ns", .max), ("-9223372036854775808ns", .min), ("-9223372036854775.808us", .min),
        ("-9223372036s854ms775us808ns", .min), ("-2562047h47m16.854775808s", .min),
        ("0.100000000000000000000h", 6 * minute),
        ("0.830103483285477580700h", 49 * minute + 48 * second + 372_539_827),
        ("90m", 90 * minute), ("1h30m", 90 * minute), ("2h0m0s", 2 * hour),
    ]

    @Test(arguments: good) func `reads what Go reads, as Go reads it`(text: String, nanoseconds: Int64) throws {
        #expect(try GoDuration.nanoseconds(text) == nanoseconds)
    }

    static let bad: [(String, String)] = [
        ("", #"time: invalid duration """#), ("3", #"time: missing unit in duration "3""#),
        ("-", #"time: invalid duration "-""#), ("s", #"time: invalid duration "s""#),
        (".", #"time: invalid duration ".""#), ("-.", #"time: invalid duration "-.""#),
        (".s", #"time: invalid duration ".s""#), ("+.s", #"time: invalid duration "+.s""#),
        ("1d", #"time: unknown unit "d" in duration "1d""#),
        ("1\"", #"time: unknown unit "\"" in duration "1\"""#),
        ("\u{FFFD}", #"time: invalid duration "\xef\xbf\xbd""#),
        ("1\n", #"time: unknown unit "\x0a" in duration "1\x0a""#),
        ("hello \u{FFFD} world", #"time: invalid duration "hello \xef\xbf\xbd world""#),
        ("9223372036854775810ns", #"time: invalid duration "9223372036854775810ns""#),
        ("9223372036854775808ns", #"time: invalid duration "9223372036854775808ns""#),
        ("-9223372036854775809ns", #"time: invalid duration "-9223372036854775809ns""#),
        ("9223372036854776us", #"time: invalid duration "9223372036854776us""#),
        ("3000000h", #"time: invalid duration "3000000h""#),
        ("9223372036854775.808us", #"time: invalid duration "9223372036854775.808us""#),
        ("9223372036854ms775us808ns", #"time: invalid duration "9223372036854ms775us808ns""#),
        ("2 h", #"time: unknown unit " h" in duration "2 h""#), ("2H", #"time: unknown unit "H" in duration "2H""#),
        ("1h 30m", #"time: unknown unit "h " in duration "1h 30m""#), (" 1h", #"time: invalid duration " 1h""#),
    ]

    @Test(arguments: bad) func `refuses what Go refuses, in Go's words`(text: String, message: String) {
        #expect(throws: GoDuration.Failure(description: message)) { try GoDuration.nanoseconds(text) }
    }

    @Test(arguments: ["0", "-5m", "0s", "-0"]) func `a time to wait must be longer than nothing`(text: String) {
        #expect(throws: (any Error).self) { try WaitTime.parse(text) }
    }

    @Test func `a time to wait keeps the text that the caller wrote`() throws {
        let wait = try WaitTime.parse("1h30m")
        #expect(wait.description == "1h30m")
        #expect(wait.duration == .seconds(5400))
        #expect(try WaitTime.parse(WaitTime.standard.text) == .standard)
    }
}
