import Gatekeeper
import Testing

@Suite struct NearestAllowedValueTests {
    private func hint(_ pattern: String, _ value: ByteString) throws -> String? {
        let quoted = ConfigurationNode(.string(ByteString(pattern))).json
        let rules = #"{"allowed_options": ["repo"], "restricted_options_regex": {"repo": \#(quoted)}}"#
        return try Fixtures.gate(rules: rules).run("--repo", value).rejection?.hint
    }

    private static let https = #"https://github\.com/acme/live\.git"#
    private static let ssh = #"git@github\.com:acme/live\.git"#

    @Test(
        arguments: [
            (
                https, "git@github.com:acme/live.git",
                "the https form of this repository is allowed: https://github.com/acme/live.git"
            ),
            (
                https, "ssh://git@github.com/acme/live",
                "the https form of this repository is allowed, with .git at its end: https://github.com/acme/live.git"
            ),
            (
                https, "https://github.com/acme/live",
                "this repository is allowed, with .git at its end: https://github.com/acme/live.git"
            ),
            (
                https, "https://github.com/acme/live/",
                "this repository is allowed, with .git at its end: https://github.com/acme/live.git"
            ),
            (
                https, "https://token@GitHub.com/acme/live.git",
                "this repository is allowed in this form: https://github.com/acme/live.git"
            ),
            (
                https, "http://github.com/acme/live.git",
                "the https form of this repository is allowed: https://github.com/acme/live.git"
            ),
            (
                https, "git://github.com/acme/live.git",
                "the https form of this repository is allowed: https://github.com/acme/live.git"
            ),
            (
                ssh, "https://github.com/acme/live.git",
                "the ssh form of this repository is allowed: git@github.com:acme/live.git"
            ),
            (
                ssh, "https://github.com/acme/live",
                "the ssh form of this repository is allowed, with .git at its end: git@github.com:acme/live.git"
            ),
            (
                #"https://github\.com/acme/live"#, "https://github.com/acme/live.git",
                "this repository is allowed, without .git at its end: https://github.com/acme/live"
            ),
            (
                #"ssh://git@github\.com/acme/live\.git"#, "git@github.com:acme/live.git",
                "the ssh form of this repository is allowed: ssh://git@github.com/acme/live.git"
            ),
            (
                #"git::git@github\.com:acme/live\.git//x\?ref=v1"#, "git::https://github.com/acme/live//x?ref=v1",
                "the ssh form of this repository is allowed, with .git at its end: git::git@github.com:acme/live.git//x?ref=v1"
            ),
            ("plan|plan-all|validate", "plna", "did you mean plan?"),
            ("plan|plan-all|validate", "banana", "the allowed values are plan, plan-all, validate"),
            ("(?:plan)|(apply)", "x", "the allowed values are plan, apply"),
            ("plan", "x", "the allowed value is plan"),
            ("plan|validate", "PLAN", "in lower case, the value is allowed: plan"),
            ("plan|validate", " plan", "without the blanks around it, the value is allowed: plan"),
            ("plan|validate", "'plan'", "without quotes, the value is allowed: plan"),
            ("[a-z]+(/[a-z]+)*", "/dev", "a path relative to the repository is allowed: dev"),
            ("[a-z]+(/[a-z]+)*", "dev/../prod", "without .. in it, the path is allowed: prod"),
            ("[a-z]+", "main~1", "without ^, ~ or @{}, which mean another commit tomorrow, the name is allowed: main"),
            ("[A-Z]+", "main^{tree}", "the whole value must match the pattern"),
            ("[0-9]{6}", "x", "a value that is allowed: (000000)"),
            (#"[^\s\S]"#, "x", "no value is allowed for it; the configuration lists none"),
        ] as [(String, ByteString, String)]
    )
    func `the nearest allowed form is named`(pattern: String, value: ByteString, hint: String) throws {
        #expect(try self.hint(pattern, value) == hint)
    }

    @Test(
        arguments: [
            "https://github.com/evil/live.git", "git@github.com:acme/live2.git", "https://gitlab.com/acme/live.git",
            "https://", "git@",
            "https://github.com", "@:", "git::", "https:///acme/live.git", "://x", "a@b", "https://github.com//",
        ] as [ByteString]
    )
    func `another repository is not mistaken for the allowed one`(value: ByteString) throws {
        let hint = try #require(try self.hint(Self.https, value))
        #expect(!hint.contains("this repository"))
    }
}
