import Gatekeeper
import Patterns
import Testing

/// What the pattern engine says about a pattern reaches the user, with the place in the file and in the pattern.
@Suite struct PatternFindingsTests {
    private func findings(_ pattern: String) -> [ConfigurationFinding] {
        let quoted = ConfigurationNode(.string(ByteString(pattern))).json
        let rules = #"{"allowed_options": ["repo"], "restricted_options_regex": {"repo": \#(quoted)}}"#
        return Fixtures.findings(FindingsGolden.Kind.rules.document(rules))
    }

    @Test(arguments: ["(?=x)y", "(a", #"(a)\1"#, "a**", "[z-a]", "((a{100}){100}){100}", "a)|(b", "x{2", "(?i)x"])
    func `a pattern that cannot be used is an error with its place and a way out`(source: String) throws {
        let error = try #require(throws: PatternError.self) { try Pattern(source) }
        let finding = try #require(findings(source).first)
        #expect(findings(source).count == 1)
        #expect(finding.severity == .error)
        #expect(finding.code == .invalidPattern)
        #expect(finding.location.path == "containers.c.script_config.s.restricted_options_regex.repo")
        #expect(finding.location.position == SourcePosition(line: 1, column: 153))
        #expect(
            finding.message == "(\(source)) is not a pattern: \(error.message), at byte \(error.position + 1) of it"
        )
        #expect(finding.hint == error.hint)
    }

    @Test(arguments: [
        ("https://github.com/acme/.*", ConfigurationFinding.Code.loosePattern),
        ("https://github.com/acme/live", .loosePattern),
        (".*", .loosePattern),
        ("[plan|apply]", .loosePattern),
        (#"[^\s\S]"#, .emptyPattern),
    ])
    func `a pattern that allows too much or nothing is a warning`(
        source: String,
        code: ConfigurationFinding.Code
    ) throws {
        let expected = try Pattern(source).findings.filter { $0.severity == .warning }
        let found = findings(source)
        #expect(!found.isEmpty && found.count == expected.count)
        #expect(found.allSatisfy { $0.severity == .warning && $0.code == code && $0.hint != nil })
        #expect(found.first?.message.hasPrefix("in the pattern (\(source)), at byte ") == true)
    }

    @Test(arguments: [#"^https://github\.com/acme/[a-z]+\.git$"#, "plan|plan-all", "[0-9a-f]{40}", ""])
    func `a pattern that says what it means is not remarked on`(source: String) {
        #expect(findings(source).isEmpty)
    }

    @Test func `patterns of the standard configuration are examined where they are written`() {
        let found = Fixtures.findings(
            #"""
            {"standard_configuration": {"terraform_planner": {
            "container_image": {"docker_image": "i", "docker_tag": "1"},
            "infrastructure_live_repositories_regex": [
            "a)|(b",
            "git@github.com:acme/live"]}}}
            """#
        )
        #expect(found.map(\.code) == [.invalidPattern, .loosePattern])
        #expect(found.map(\.location.position?.line) == [4, 5])
        #expect(
            found.last?.location.path
                == "standard_configuration.terraform_planner.infrastructure_live_repositories_regex[1]"
        )
    }
}
