import Testing

@testable import Jobs

@Suite struct WildcardTextTests {
    @Test(arguments: [
        ("web-1", "web-1", "web-1"), ("web-0", "web-1", "web-*"), ("0-web-0-1", "1-web-1-1", "*-web-*-1"),
        ("web-20010101000000-x", "web-19101213111111-x", "web-*-x"), ("2001-01-01", "1910-12-13", "*-*-*"),
        ("a-Monday-z", "a-Tuesday-z", "a-*day-z"), ("", "x", "*"), ("aa", "aaa", "aa*"), ("", "", ""),
    ])
    func `what two readings have in common stays`(first: String, second: String, shown: String) {
        #expect(WildcardText(first, second).description == shown)
    }

    @Test(arguments: [
        ("web-0", "web-1", "web-2026-11-25T01-16-38Z", true), ("web-0", "web-1", "web-", true),
        ("web-0", "web-1", "db-1", false), ("web-0-x", "web-1-x", "web-1", false), ("web", "web", "web", true),
        ("web", "web", "webx", false), ("a0b0c", "a1b1c", "abbbc", true), ("a0b0c", "a1b1c", "acb", false),
        ("a*c", "a*c", "abc", false), ("ä0", "ä1", "äö", true),
    ])
    func `a text fits as a whole`(first: String, second: String, text: String, fits: Bool) {
        #expect(WildcardText(first, second).matches(text) == fits)
    }

    @Test func `a filter keeps the wildcards that are meant as text`() {
        #expect(WildcardText(#"a*?\0"#, #"a*?\1"#).filter == #"a\*\?\\*"#)
    }

    @Test func `a cleaned text fits what packer makes of it`() {
        let text = WildcardText("a:b é-0", "a:b é-1").cleaned
        #expect(text.matches("a-b --7") && !text.matches("axx b--7"))
        #expect(text.filter == "a?b ?-*")
    }

    @Test func `a long text of wildcards is compared in no time`() {
        let first = String(repeating: "a0", count: 400)
        let second = String(repeating: "a1", count: 400)
        let text = WildcardText(first + "!", second + "!")
        #expect(!text.matches(String(repeating: "a", count: 2000)))
        #expect(text.matches(String(repeating: "a", count: 2000) + "!"))
    }
}
