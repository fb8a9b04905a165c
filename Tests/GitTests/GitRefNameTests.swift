import Fixtures
import Git
import RunProtocol
import Supervision
import Testing

@Suite struct GitRefNameTests {
    @Test(arguments: [
        "main", "release/1.4", "v1.2.3", "feature/ä", "a.b", "x@y", "@x", "a{b}", "#1", "refs/heads/x", "%2e", "x=y",
    ])
    func `names that git takes are taken`(name: String) {
        #expect(GitRefName(name)?.text == name)
    }

    @Test(arguments: [
        "", "-x", "--upload-pack=touch /tmp/x", "main@{1}", "a..b", "main.lock", "x/main.lock/y", "HEAD^", "main~2",
        ".x",
        "x/.y", "x.", "/x", "x/", "a//b", "@", "a b", "a:b", "a?b", "a*b", "a[b", "a\\b", "main\n", "main\r\n",
        "a\u{7F}",
        "main\0",
    ])
    func `names that git refuses, or reads as something else, are refused`(name: String) {
        #expect(GitRefName(name) == nil)
    }

    @Test func `a dash with an accent behind it still begins with a dash`() {
        #expect(GitRefName("-\u{301}x") == nil)
    }

    /// Git is asked for each generated name, so its own rules are the oracle.
    @Test func `the rules agree with git check-ref-format on generated names`() async throws {
        var generator = SeededGenerator(seed: 20_261_123)
        let names = Set((0..<4000).map { _ in Self.name(using: &generator) }).sorted()
        let script =
            #"while IFS= read -r name; do git check-ref-format --allow-onelevel "$name" && echo y || echo n; done"#
        let shell = Command("sh", ["-c", script], environment: ["PATH": "/usr/local/bin:/usr/bin:/bin"])
        let result = try await shell.capture(input: names.map { $0 + "\n" }.joined().utf8.map { $0 })
        let answers = result.outputText.split(separator: "\n")
        try #require(answers.count == names.count)
        var accepted = 0
        for (name, answer) in zip(names, answers) {
            let expected = answer == "y" && name.utf8.first != UInt8(ascii: "-")
            #expect((GitRefName(name) != nil) == expected, "\(name.debugDescription)")
            if expected { accepted += 1 }
        }
        #expect(accepted > 300, "the generator must make names of both kinds")
        #expect(names.count - accepted > 300)
    }

    private static func name(using generator: inout SeededGenerator) -> String {
        let plain = ["a", "b", "main", "-", "é", "}", "@", "{", "."]
        let odd = ["..", "/", "@{", ".lock", "~", "^", ":", "?", "*", "[", "\\", " ", "\u{7F}", "\t", "lock", "."]
        let length = Int.random(in: 1...6, using: &generator)
        return (0..<length).map { _ in
            (Int.random(in: 0..<4, using: &generator) == 0 ? odd : plain).randomElement(using: &generator) ?? "a"
        }.joined()
    }
}
