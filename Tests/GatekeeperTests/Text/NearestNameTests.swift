import Testing

@testable import Gatekeeper

@Suite struct NearestNameTests {
    private let commands: [ByteString] = ["plan", "apply", "validate", "destroy", "plan-all"]

    @Test(arguments: [
        ("plna", "plan"), ("pla", "plan"), ("aply", "apply"), ("aplly", "apply"), ("valdiate", "validate"),
        ("plan_all", "plan-all"), ("Plan", "plan"),
    ])
    func `a slip of the fingers finds its name`(typed: String, meant: String) {
        #expect(NearestName.nearest(to: ByteString(typed), among: commands) == ByteString(meant))
    }

    @Test(arguments: ["", "x", "refresh", "banana", "pl", "p"])
    func `what is too far from every name finds none`(typed: String) {
        #expect(NearestName.nearest(to: ByteString(typed), among: commands) == nil)
    }

    @Test func `of two candidates the nearer one wins`() {
        #expect(NearestName.nearest(to: "repoo", among: ["report", "repo"]) == "repo")
    }

    @Test func `very long names are not compared`() {
        let long = ByteString(String(repeating: "a", count: 65))
        #expect(NearestName.nearest(to: long, among: [ByteString(long.string + "b")]) == nil)
    }

    @Test(arguments: [
        ("", "", 0), ("a", "", 1), ("abc", "abc", 0), ("abc", "acb", 1), ("kitten", "sitting", 3), ("ca", "abc", 3),
    ])
    func `the distance counts edits and swaps of neighbours`(left: String, right: String, distance: Int) {
        #expect(NearestName.distance(Array(left.utf8), Array(right.utf8)) == distance)
        #expect(NearestName.distance(Array(right.utf8), Array(left.utf8)) == distance)
    }
}
