import Gatekeeper
import Testing

@Suite struct UpdateVariableTests {
    private func update(_ arguments: ByteString...) throws -> Decision {
        try Fixtures.gate().decide("terraform-applier", "terraform-update-variable", arguments)
    }

    private static let hardcoded: [ByteString] = [
        "--git-url", "https://github.com/acme/live.git", "--git-user-email", "bot@acme.example", "--git-user-name",
        "bot",
    ]

    @Test func `the stock call is accepted and pairs keep their order`() throws {
        let decision = try update(
            "--git-branch-name",
            "main",
            "--vars-path",
            "dev/app/terragrunt.hcl",
            "--name",
            "tag",
            "--value",
            #""v1.2""#,
            "--name",
            "ami",
            "--value",
            #""ami-1""#,
            "--skip-ci-flag",
            ""
        )
        let expected =
            Self.hardcoded + [
                "--git-branch-name", "main", "--vars-path", "dev/app/terragrunt.hcl", "--name", "tag", "--value",
                #""v1.2""#,
                "--name", "ami", "--value", #""ami-1""#, "--skip-ci-flag", "",
            ]
        #expect(decision.job?.arguments == expected, "\(decision.rejection?.description ?? "")")
    }

    @Test(arguments: ["canary_tag", "tag2", "Tag", "", "t", "tag|ami", "*"])
    func `only the listed variables may be updated`(name: String) throws {
        #expect(try update("--name", ByteString(name)).rejection?.type == .optionRegexRestricted)
    }

    @Test func `no variable may be updated when none is listed`() throws {
        let json = #"{"standard_configuration": {"terraform_applier": {"infrastructure_live_repositories": ["a:b"]}}}"#
        let gate = try Fixtures.gate(json)
        for name: ByteString in ["tag", "", "x"] {
            let rejection = gate.decide("terraform-applier", "terraform-update-variable", ["--name", name]).rejection
            #expect(rejection?.hint == "no value is allowed for it; the configuration lists none")
        }
    }

    @Test(arguments: [
        #""v1""#, #""""#, "1", "-1", "1.5", "true", "null", "[]", #"["a", "b"]"#, "[1,2]", #""a\"b\\""#,
        #""5% of $10""#, #""$""#,
    ])
    func `a value is a literal`(value: String) throws {
        let decision = try update("--value", ByteString(value))
        #expect(
            decision.job?.parsed.value(of: "value") == ByteString(value),
            "\(decision.rejection?.description ?? "")"
        )
    }

    @Test(arguments: [
        #"run_cmd("id")"#, #""${run_cmd("id")}""#, #""%{ if true }x%{ endif }""#, #""$${x}""#, "var.x", "v1",
        "{ a = 1 }", #""a" x"#,
        #""a"\n"#, "<<EOT", #""a"#, #"a""#, #"["a", run_cmd("id")]"#, "-x", "--name", "1e5", "",
    ])
    func `code cannot be inserted as a value`(value: String) throws {
        #expect(try update("--value", ByteString(value)).rejection != nil)
    }

    @Test func `a bare word is refused with the quotes that it needs`() throws {
        #expect(try update("--value", "v1").rejection?.hint == #"a string carries its own quotes: "v1""#)
    }

    @Test(arguments: ["--git-user-name", "--git-user-email"])
    func `callers cannot commit as somebody else`(option: String) throws {
        let rejection = try #require(try update(ByteString(option), "x").rejection)
        #expect(rejection.type == .optionNotAllowed)
        #expect(rejection.hint == "the configuration sets it; leave it out")
    }

    @Test func `a negative number is passed in one token`() throws {
        #expect(try update("--value", "-5").job?.arguments.last == "--value=-5")
    }
}
