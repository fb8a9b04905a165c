import Fixtures
import Patterns
import Testing

/// Values that are refused although they are close.
struct PatternNearMissTests {
    @Test(
        arguments: [
            ("plan", "planx"), ("(plan|validate)", "planx"),
            (#"https://github\.com/acme/[a-z]+"#, "https://github.com/acme/"),
            ("[a-z]+", ""), ("[a-z]*", "0"), ("ж{1,2}", "жx"), ("", "x"), (#"[^\s\S]"#, nil), (#"[\s\S]*"#, nil),
            (".*", "\n"), ("[^z]*", "z"), ("x*", "a"), ("жж+", "жжx"),
            ("жж[a-z]*", "ж"), ("(\u{1}|aa)x*", "a"),
        ] as [(String, String?)]
    )
    func `a near miss shows where the pattern draws its line`(source: String, expected: String?) throws {
        let miss = try Pattern(source).nearMiss()
        #expect(miss.map { String(decoding: $0, as: UTF8.self) } == expected)
    }

    @Test func `a near miss is refused, is text, and is missing only where nothing or everything matches`() throws {
        var generator = SeededGenerator(seed: 31)
        for _ in 0..<500 {
            let source = RandomPattern.random(levels: 3, using: &generator).source
            let pattern = try Pattern(source)
            if let miss = pattern.nearMiss() {
                #expect(!pattern.matches(miss), "\(source)")
                #expect(String(validating: miss, as: UTF8.self) != nil, "\(source)")
            } else {
                #expect(pattern.isEmpty || pattern.isUniversal, "\(source)")
            }
        }
    }
}
