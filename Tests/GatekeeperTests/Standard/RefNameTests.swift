import Fixtures
import Patterns
import Testing

@testable import Gatekeeper

@Suite struct RefNameTests {
    @Test(arguments: [
        "main", "origin/main", "refs/heads/main", "v1.2.3", "release/2026-11", "feature/x#1", "0123456789abcdef", "a@b",
        "@scope/x@1",
        "dependabot/npm_and_yarn/x-1.2",
    ])
    func `names of branches, tags and commits are names, to the list of apply refs and to the pattern`(
        name: String
    ) throws {
        #expect(RefName.isWellFormed(ByteString(name)))
        #expect(try Pattern(StandardPatterns.ref).matches(Array(name.utf8)))
    }

    @Test(arguments: [
        "", "-x", "a..b", "a~1", "a^", "a:b", "a b", "a?", "a*", "[a", "a\\b", "@", "@{1}", "a@{1}", "/a", "a/", "a//b",
        ".a", "a/.b",
        "a.", "a/b.", "a\n", "a\u{7F}", "\u{202E}a",
    ])
    func `what git would refuse or compute is no name`(name: String) throws {
        #expect(!RefName.isWellFormed(ByteString(name)))
        #expect(try !Pattern(StandardPatterns.ref).matches(Array(name.utf8)))
    }

    @Test func `a name that git reserves for itself is no name`() {
        #expect(!RefName.isWellFormed("main.lock"))
    }

    @Test func `everything that the pattern of --ref matches follows git's grammar, locks apart`() throws {
        let pattern = try Pattern(StandardPatterns.ref)
        var random = SeededGenerator(seed: 3)
        let alphabet = Array("ab1./-@{}~^:*[\\_#=+ ".utf8)
        var matched = 0
        for _ in 0..<200_000 {
            let bytes = (0..<Int.random(in: 0...6, using: &random)).map { _ in random.pick(alphabet, otherwise: 0x61) }
            guard pattern.matches(bytes) else { continue }
            matched += 1
            #expect(RefName.isWellFormed(ByteString(bytes)), "\(ByteString(bytes))")
        }
        #expect(matched > 5_000)
    }
}
