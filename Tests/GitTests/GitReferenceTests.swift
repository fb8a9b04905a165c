import Git
import RunProtocol
import Testing

@Suite struct GitReferenceTests {
    private static let commit = "1f0c4b7d9e2a3f4b5c6d7e8f9a0b1c2d3e4f5a6b"

    @Test func `a whole commit name is a commit, in either case`() throws {
        #expect(try GitReference(Self.commit).description == "commit \(Self.commit)")
        #expect(try GitReference(Self.commit.uppercased()) == GitReference(Self.commit))
        #expect(try GitReference(String(repeating: "a", count: 64)).description.hasPrefix("commit a"))
    }

    @Test(arguments: ["origin/main", "refs/heads/main", "refs/remotes/origin/main"])
    func `three spellings mean a branch of the remote`(text: String) throws {
        #expect(try GitReference(text).description == "branch main")
    }

    @Test func `refs tags means a tag, and a bare name either`() throws {
        #expect(try GitReference("refs/tags/v1").description == "tag v1")
        #expect(try GitReference("release/1").description == "release/1")
    }

    @Test(arguments: ["HEAD^", "HEAD", "main~2", "main@{1}", "a..b", "v1^{commit}"])
    func `a revision that must be computed is refused with the command that computes it`(text: String) {
        let error = Self.error(text)
        #expect(error?.errorType == "InvalidGitRef")
        #expect(error?.code == .usage)
        #expect(error?.hint == "resolve it first and pass the commit: git rev-parse '\(text)'")
    }

    @Test(arguments: ["-x", "--upload-pack=touch /tmp/x"])
    func `a ref that looks like an option is refused`(text: String) {
        #expect(Self.error(text)?.message == "\(text) is not a git ref that can be deployed")
        #expect(Self.error(text)?.cause == "it begins with a dash, as options of git do")
    }

    @Test(arguments: ["refs/pull/7/head", "refs/heads/-x", "refs/heads/HEAD", "refs/"])
    func `refs that are neither branches nor tags are refused`(text: String) {
        #expect(Self.error(text)?.errorType == "InvalidGitRef")
    }

    @Test func `a ref never puts control characters into the message`() {
        #expect(Self.error("main\u{1B}[2J\n")?.message == "main?[2J? is not a git ref that can be deployed")
        #expect(Self.error("")?.message == "the git ref is empty")
    }

    private static func error(_ text: String) -> RunnerError? {
        do {
            _ = try GitReference(text)
            return nil
        } catch {
            return error
        }
    }
}
