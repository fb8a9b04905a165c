import Gatekeeper
import Testing

/// What went wrong for the users of the documented system, where the gate has a part in it.
@Suite struct HistoryTests {
    @Test func `an omitted repository pattern allows no repository, where it once allowed any`() throws {
        let gate = try Fixtures.gate(#"{"standard_configuration": {"terraform_planner": {}}}"#)
        #expect(gate.plan("--repo", "https://github.com/evil/live.git").rejection?.type == .optionRegexRestricted)
        let written = Fixtures.findings(
            FindingsGolden.Kind.deploy.document(#"{"allowed_options": ["repo"]}"#)
        )
        #expect(written.map(\.code).contains(.unrestrictedRepository))
    }

    @Test func `a broken pattern is found when the configuration is loaded, not at a user's run`() {
        let json = Fixtures.script(
            "s",
            rules: #"{"allowed_options": ["repo"], "restricted_options_regex": {"repo": "["}}"#
        )
        #expect(throws: InvalidConfiguration.self) { try Fixtures.configuration(json) }
    }

    @Test(arguments: [
        #"{"allowed_options": null, "restricted_options": null}"#, #"{"restricted_options": ["x1"]}"#,
        #"{"allowed_options": null, "restricted_options_regex": null, "hardcoded_options": null, "hardcoded_args": null}"#,
        "null", "{}",
    ])
    func `null rules allow nothing, where they once meant anything`(rules: String) throws {
        let gate = try Fixtures.gate(rules: rules)
        #expect(gate.run("--anything", "x").rejection != nil)
        #expect(gate.run("anything").rejection != nil)
    }

    @Test func `null rules that allow nothing are remarked on when the configuration is loaded`() {
        let findings = Fixtures.findings(
            Fixtures.script("s", rules: #"{"allowed_options": null, "allow_positional_args": true}"#)
        )
        #expect(findings.map(\.code).contains(.nullRule))
    }

    @Test func `a null list of apply refs allows no ref, in the old format too`() throws {
        let json = #"""
            {"legacy_null_means_any": true, "standard_configuration": {"terraform_applier": {
              "infrastructure_live_repositories": ["a:b"], "allowed_apply_git_refs": null}}}
            """#
        #expect(try Fixtures.gate(json).apply().job?.arguments == ["--repo", "a:b"])
    }

    @Test func `HEAD^ is refused, because a later merge would change what it means`() throws {
        let rejection = try #require(try Fixtures.gate().apply("--ref", "HEAD^", "--command", "apply").rejection)
        #expect(rejection.rule == "terraform-applier/infrastructure-deploy-script/restricted_options_regex/ref")
        #expect(rejection.hint == "without ^, ~ or @{}, which mean another commit tomorrow, the name is allowed: HEAD")
    }

    @Test(arguments: [
        (
            "git@github.com:acme/live.git",
            "the https form of this repository is allowed: https://github.com/acme/live.git"
        ),
        (
            "https://github.com/acme/live",
            "this repository is allowed, with .git at its end: https://github.com/acme/live.git"
        ),
    ])
    func `another form of an allowed repository is refused with the allowed form, not with a bare pattern`(
        repository: String,
        hint: String
    ) throws {
        let rejection = try #require(try Fixtures.gate().plan("--repo", ByteString(repository)).rejection)
        #expect(rejection.message.hasPrefix("Provided value for option repo (\(repository)) does not match regex ("))
        #expect(rejection.hint == hint)
    }

    @Test
    func `TERRAGRUNT_SOURCE in a container's environment is remarked on, because it once destroyed 800 resources`() {
        let json =
            #"{"containers": {"c": {"environment_vars": {"TERRAGRUNT_SOURCE": "x"}, "script_config": {"s": {}}}}}"#
        #expect(Fixtures.findings(json).map(\.code).contains(.protectedEnvironmentName))
    }

    @Test func `approval of a branch name is not approval of a commit, so a commit can be named`() throws {
        let sha: ByteString = "0123456789abcdef0123456789abcdef01234567"
        #expect(try Fixtures.gate().apply("--ref", sha, "--command", "apply").job?.parsed.value(of: "ref") == sha)
    }

    @Test func `an apply that nobody watches is finished and a plan is cancelled`() throws {
        #expect(try Fixtures.gate().apply().job?.onAbandon == .finish)
        #expect(try Fixtures.gate().plan().job?.onAbandon == .cancel)
    }
}
