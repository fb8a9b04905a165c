import Gatekeeper
import Testing

@Suite struct ArgumentGrammarTests {
    private let grammar = ArgumentGrammar(options: [
        .option("repo"), .option("tag").repeatable(), .flag("force"), .flag("q").repeatable(), .option("v"),
        .option("args").acceptingDashValues(),
    ])

    private func parse(_ arguments: [ByteString]) -> Result<ParsedArguments, ArgumentError> {
        do {
            return .success(try grammar.parse(arguments))
        } catch {
            return .failure(error)
        }
    }

    @Test(
        arguments: [
            (["--repo", "x"], ["--repo", "x"]),
            (["--repo=x"], ["--repo", "x"]),
            (["-repo", "x"], ["--repo", "x"]),
            (["-repo=x=y"], ["--repo", "x=y"]),
            (["--repo="], ["--repo", ""]),
            (["--repo", ""], ["--repo", ""]),
            (["--tag", "a", "--force", "--tag=b"], ["--tag", "a", "--force", "--tag", "b"]),
            (["-q", "-q"], ["-q", "-q"]),
            (["--v=x"], ["-v", "x"]),
            (["--args", "-destroy"], ["--args=-destroy"]),
            (["--args=-destroy"], ["--args=-destroy"]),
            (["--args", "-"], ["--args=-"]),
            ([], []),
        ] as [([ByteString], [ByteString])]
    )
    func `both forms are read and one is written`(arguments: [ByteString], written: [ByteString]) throws {
        let parsed = try grammar.parse(arguments)
        #expect(grammar.write(parsed) == written)
        #expect(try grammar.parse(written) == parsed)
    }

    @Test(
        arguments: [
            (["--"], .terminator(at: 0)),
            (["--repo", "--"], .terminator(at: 0)),
            (["--repo=--"], .terminator(at: 0)),
            (["--args", "--"], .terminator(at: 0)),
            (["-"], .malformedOption("-", at: 0)),
            (["--=x"], .malformedOption("--=x", at: 0)),
            (["---repo", "x"], .malformedOption("---repo", at: 0)),
            (["-\u{301}x"], .malformedOption("-\u{301}x", at: 0)),
            (["--re", "x"], .unknownOption("re", at: 0)),
            (["--repository", "x"], .unknownOption("repository", at: 0)),
            (["--Repo", "x"], .unknownOption("Repo", at: 0)),
            (["--repo", "x", "--repo", "x"], .repeatedOption("repo", value: "x", at: 2)),
            (["--force", "--force"], .repeatedOption("force", value: nil, at: 1)),
            (["--repo"], .missingValue("repo", at: 0)),
            (["--force=yes"], .unexpectedValue("force", value: "yes", at: 0)),
            (["--force="], .unexpectedValue("force", value: "", at: 0)),
            (["--repo", "--force"], .dashValue("repo", value: "--force", at: 0)),
            (["--repo=-x"], .dashValue("repo", value: "-x", at: 0)),
            (["--force", "yes"], .positional("yes", at: 1)),
            ([""], .positional("", at: 0)),
        ] as [([ByteString], ArgumentError)]
    )
    func `what the table does not take is an error at its place`(arguments: [ByteString], error: ArgumentError) {
        #expect(parse(arguments) == .failure(error))
    }

    @Test func `a short option takes no value with a dash, whatever the table says`() {
        let grammar = ArgumentGrammar(options: [.option("v").acceptingDashValues()])
        #expect(throws: ArgumentError.dashValue("v", value: "-x", at: 0)) { try grammar.parse(["-v", "-x"]) }
    }

    @Test func `positional arguments are kept in order and written last`() throws {
        let grammar = ArgumentGrammar(options: [.option("repo"), .flag("force")], positionals: .accepted)
        let parsed = try grammar.parse(["one", "--repo", "x", "two", "--force", "three"])
        #expect(parsed.positionals == ["one", "two", "three"])
        #expect(grammar.write(parsed) == ["--repo", "x", "--force", "one", "two", "three"])
    }

    @Test func `an undeclared option takes a value where any option is accepted`() throws {
        let grammar = ArgumentGrammar(options: [.flag("force")], undeclaredOptions: .accepted(.accepted))
        let parsed = try grammar.parse(["--what", "-ever", "--force", "-what", "x"])
        #expect(parsed.values(of: "what") == ["-ever", "x"])
        #expect(grammar.write(parsed) == ["--what=-ever", "--force", "--what", "x"])
    }

    @Test func `an optional value is taken from the next token only when that cannot be anything else`() throws {
        var declaration = OptionDeclaration("lock").repeatable()
        declaration.value = .optional
        let alone = ArgumentGrammar(options: [declaration])
        #expect(try alone.parse(["--lock", "false"]).options == [OptionOccurrence("lock", value: "false")])
        #expect(try alone.parse(["--lock", "--lock=true"]).options.map(\.value) == [nil, "true"])
        let positional = ArgumentGrammar(options: [declaration], positionals: .accepted)
        #expect(try positional.parse(["--lock", "false"]).positionals == ["false"])
        #expect(positional.write(ParsedArguments(options: [OptionOccurrence("lock", value: "x")])) == ["--lock=x"])
    }

    @Test func `joined lists are written with one token an option and the table's own dashes`() throws {
        var declaration = OptionDeclaration("var-file")
        declaration.spelling = "-var-file"
        let grammar = ArgumentGrammar(options: [declaration], valueForm: .joined)
        #expect(grammar.write(try grammar.parse(["--var-file", "a b"])) == ["-var-file=a b"])
    }

    @Test func `the last of several values counts for an option that is asked for one`() {
        let parsed = ParsedArguments(options: [
            OptionOccurrence("tag", value: "a"), OptionOccurrence("tag", value: "b"),
        ])
        #expect(parsed.value(of: "tag") == "b")
        #expect(parsed.values(of: "tag") == ["a", "b"])
        #expect(parsed.contains("tag") && !parsed.contains("repo"))
    }
}
