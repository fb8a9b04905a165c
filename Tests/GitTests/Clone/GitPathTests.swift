import Git
import Testing

@Suite struct GitPathTests {
    @Test func `paths are compared by their bytes, whatever Swift thinks of their characters`() {
        #expect(GitPath("\u{E9}") != GitPath("e\u{301}"))
        #expect(["b", "a/z", "B", "é"].map { GitPath($0) }.sorted().map(\.text) == ["B", "a/z", "b", "é"])
    }

    @Test func `a path has a name and a folder`() {
        let path = GitPath("dev/web/main.tf")
        #expect(path.isNamed("main.tf"))
        #expect(path.folder == GitPath("dev/web"))
        #expect(GitPath("main.tf").folder.isRoot)
        #expect(GitPath.root.text == ".")
        #expect(path.isInside(GitPath("dev")) && path.isInside(.root) && !path.isInside(GitPath("de")))
    }

    @Test(
        arguments: [
            ("dev/web", "../network", "dev/network"), ("dev/web", "./a//b/", "dev/web/a/b"), ("", "a/./b", "a/b"),
            ("dev", "..", ""), ("dev/web", "../../x", "x"),
        ]
    ) func `relative paths are followed`(start: String, relative: String, end: String) {
        #expect(GitPath(start).appending(relative) == GitPath(end))
    }

    @Test func `a path that leaves the repository leads nowhere`() {
        #expect(GitPath("dev").appending("../../etc") == nil)
    }

    @Test(arguments: [
        ("dev/web", "dev", "web"), ("dev", "dev/web", ".."), ("a/b", "c/d", "../../a/b"), ("a", "a", "."),
    ])
    func `a path can be seen from a folder`(path: String, folder: String, relative: String) {
        #expect(GitPath(path).relative(to: GitPath(folder)) == relative)
    }

    @Test func `names that would break a line are quoted as git does`() {
        #expect(GitPath("a b/é").quoted == "a b/é")
        #expect(GitPath("a\nb").quoted == "\"a\\nb\"")
        #expect(GitPath("a\"\\\u{1}").quoted == "\"a\\\"\\\\\\001\"")
        #expect(GitPath([UInt8(ascii: "\t"), 0xFF]).quoted == "\"\\t\\377\"")
    }
}
