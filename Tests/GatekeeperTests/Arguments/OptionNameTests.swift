import Gatekeeper
import Testing

@Suite struct OptionNameTests {
    @Test(arguments: ["foo", "-foo", "--foo"])
    func `leading dashes do not count`(spelling: String) {
        #expect(OptionName(spelled: ByteString(spelling)) == "foo")
    }

    @Test(arguments: [
        "", "-", "--", "---foo", "foo bar", "foo=x", "--föö", "\u{212A}ey", "fo\u{301}o", "_x", ".x", "a/b", "a\nb",
        "--é",
    ])
    func `what is not plain ASCII is no name`(spelling: String) {
        #expect(OptionName(spelled: ByteString(spelling)) == nil)
    }

    @Test func `a name has a longest length`() {
        #expect(OptionName(spelled: ByteString(String(repeating: "a", count: OptionName.longest))) != nil)
        #expect(OptionName(spelled: ByteString(String(repeating: "a", count: OptionName.longest + 1))) == nil)
    }

    @Test func `long names are written with two dashes and short ones with one`() {
        #expect(OptionName(spelled: "foo")?.spelling == "--foo")
        #expect(OptionName(spelled: "v")?.spelling == "-v")
    }

    @Test func `case counts`() {
        #expect(OptionName(spelled: "Foo") != OptionName(spelled: "foo"))
    }
}
