import Gatekeeper
import Testing

@Suite struct RepositoryRulesTests {
    private func planner(_ fields: String) throws -> Gatekeeper {
        try Fixtures.gate(#"{"standard_configuration": {"terraform_planner": {\#(fields)}}}"#)
    }

    @Test(arguments: [
        "", #""infrastructure_live_repositories": []"#, #""infrastructure_live_repositories": null"#,
        #""infrastructure_live_repositories": [], "infrastructure_live_repositories_regex": []"#,
    ])
    func `an empty or missing list allows no repository`(fields: String) throws {
        let gate = try planner(fields)
        for repository: ByteString in ["https://github.com/acme/live.git", "", "x", "[^\\s\\S]"] {
            #expect(gate.plan("--repo", repository).rejection?.type == .optionRegexRestricted)
        }
        #expect(gate.plan().job?.arguments == [])
    }

    @Test func `a single repository is hardcoded and may be repeated by the caller`() throws {
        let gate = try planner(#""infrastructure_live_repositories": ["https://h/a.git"]"#)
        #expect(gate.plan().job?.arguments == ["--repo", "https://h/a.git"])
        #expect(gate.plan("--repo", "https://h/a.git").job?.arguments == ["--repo", "https://h/a.git"])
        #expect(gate.plan("--repo=https://h/b.git").rejection?.type == .optionRegexRestricted)
        #expect(gate.plan("--repo", "https://h/a.git", "--repo", "https://h/a.git").rejection?.type == .optionRepeated)
    }

    @Test func `the same repository twice is a single one`() throws {
        let gate = try planner(#""infrastructure_live_repositories": ["https://h/a.git", "https://h/a.git"]"#)
        #expect(gate.plan().job?.arguments == ["--repo", "https://h/a.git"])
    }

    @Test func `of several repositories the caller names one`() throws {
        let gate = try planner(#""infrastructure_live_repositories": ["https://h/a.git", "https://h/b.git"]"#)
        #expect(gate.plan().job?.arguments == [])
        #expect(gate.plan("--repo", "https://h/b.git").job != nil)
        #expect(gate.plan("--repo", "https://h/c.git").rejection != nil)
    }

    @Test func `a single repository beside a pattern is not hardcoded`() throws {
        let gate = try planner(
            #""infrastructure_live_repositories": ["https://h/a.git"], "infrastructure_live_repositories_regex": ["https://h/x[0-9]\\.git"]"#
        )
        #expect(gate.plan().job?.arguments == [])
        #expect(gate.plan("--repo", "https://h/a.git").job != nil)
        #expect(gate.plan("--repo", "https://h/x7.git").job != nil)
        #expect(gate.plan("--repo", "https://h/x77.git").rejection != nil)
    }

    @Test func `listed repositories are literal`() throws {
        let gate = try planner(#""infrastructure_live_repositories": ["https://h/.*", "a|b", "(c", "^d$"]"#)
        for repository: ByteString in ["https://h/.*", "a|b", "(c", "^d$"] {
            #expect(gate.plan("--repo", repository).job != nil)
        }
        for repository: ByteString in ["https://h/x", "a", "b", "c", "d"] {
            #expect(gate.plan("--repo", repository).rejection != nil)
        }
    }

    @Test func `the branches of a pattern cannot leave it`() throws {
        let gate = try planner(
            #""infrastructure_live_repositories_regex": ["^https://h/a|https://h/b$", "https://h/c"]"#
        )
        for repository: ByteString in ["https://h/a", "https://h/b", "https://h/c"] {
            #expect(gate.plan("--repo", repository).job != nil)
        }
        for repository: ByteString in ["https://h/ax", "xhttps://h/b", "https://h/", "https://h/a|https://h/b"] {
            #expect(gate.plan("--repo", repository).rejection != nil)
        }
    }
}
