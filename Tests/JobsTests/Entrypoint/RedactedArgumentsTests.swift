import Testing

@testable import Jobs

@Suite struct RedactedArgumentsTests {
    @Test(arguments: [
        (["--repo", "https://x"], "--repo ***"), (["--a=b=c", "-n", "5"], "--a=*** -n ***"), (["-destroy"], "***"),
        (["--", "x"], "*** ***"), (["---x"], "***"), (["--x y=z"], "***"), (["--=v"], "***"), (["--1"], "***"),
        ([""], "***"),
        (["--ä"], "***"), (["-"], "***"), ([], ""), (["--flag_1", "-v=s3cret"], "--flag_1 -v=***"),
    ])
    func `only names of options are shown`(arguments: [String], shown: String) {
        #expect(RedactedArguments(arguments).description == shown)
    }
}
