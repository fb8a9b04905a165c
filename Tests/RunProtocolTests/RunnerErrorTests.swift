import RunProtocol
import Testing

@Suite struct RunnerErrorTests {
    @Test func `an error with nothing more to say is its message`() {
        let error = RunnerError(.usage, "UnknownRun", "there is no run run-1")
        #expect("\(error)" == "there is no run run-1")
    }

    @Test func `an error says what, why, by which rule, and what to do, in that order`() {
        var error = RunnerError(.refused, "OptionRegexRestrictedError", "--repo (x) is not allowed", hint: "use y")
            .caused(by: "it matches no pattern\nof two")
        error.rule = "restricted_options_regex"
        #expect(
            error.description == """
                --repo (x) is not allowed
                cause: it matches no pattern
                of two
                rule: restricted_options_regex
                hint: use y
                """
        )
        #expect(error.code == .refused)
        #expect(error.errorType == "OptionRegexRestrictedError")
    }

    @Test func `a cause is added to a copy`() {
        let error = RunnerError(.tryAgain, "Throttled", "too many requests")
        #expect(error.caused(by: "Rate exceeded").cause == "Rate exceeded")
        #expect(error.cause == nil)
    }
}
