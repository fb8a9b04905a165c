import Gatekeeper
import Testing

@Suite struct ArgumentErrorTests {
    @Test(
        arguments: [
            (.terminator(at: 2), "argument 3 is a bare --, which this command does not take"),
            (.malformedOption("--=x", at: 0), "--=x is not the name of an option"),
            (.unknownOption("re", at: 0), "the option --re is not known"),
            (.repeatedOption("repo", value: "x", at: 2), "the option --repo is given more than once"),
            (.missingValue("repo", at: 0), "the option --repo has no value"),
            (.unexpectedValue("force", value: "yes", at: 0), "the option --force takes no value, but is given (yes)"),
            (.dashValue("repo", value: "-\n", at: 0), #"the value of --repo begins with a dash (-\n)"#),
            (.positional("x", at: 0), "(x) is not the value of an option, and positional arguments are not taken"),
        ] as [(ArgumentError, String)]
    )
    func `every error says what is wrong`(error: ArgumentError, text: String) {
        #expect(error.description == text)
    }
}
