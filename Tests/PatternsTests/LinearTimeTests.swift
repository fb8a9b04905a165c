import Fixtures
import Patterns
import Testing

/// Matching takes one step a byte, on the patterns that make backtracking engines hang.
@Suite(.serialized)
struct LinearTimeTests {
    @Test(arguments: [
        ("(a+)+b", "a"), ("(a|aa)*c", "a"), ("(a|a?)+b", "a"), ("(.*)*x", "é"), ("([a-z]+)*[0-9]", "q"),
        ("((a+)+b|a*evil)", "a"), ("(.*,){12}P", "1,"),
    ])
    func `a value of 64 KiB takes less than three times as long as one of 32 KiB`(source: String, unit: String) throws {
        let pattern = try Pattern(source)
        let half = Array(repeating: Array(unit.utf8), count: 32_768 / unit.utf8.count).flatMap(\.self)
        let whole = half + half
        // The shortest of many runs, taken in turn, is free of what else the machine does.
        var times = (half: Duration.seconds(3600), whole: Duration.seconds(3600))
        for round in 1...200 {
            times.half = min(times.half, ProcessorTime.measure { #expect(!pattern.matches(half)) })
            times.whole = min(times.whole, ProcessorTime.measure { #expect(!pattern.matches(whole)) })
            if round >= 20, times.whole <= times.half * 2.2 { break }
        }
        // Quadratic time would be four times as long. `make bench` holds the budget of 2.2, where nothing runs beside it.
        #expect(times.whole < times.half * 3, "\(times)")
        #expect(times.whole < .milliseconds(100))
    }
}
