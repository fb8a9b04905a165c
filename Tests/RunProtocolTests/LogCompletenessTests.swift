import RunProtocol
import Testing

@Suite struct LogCompletenessTests {
    @Test(
        arguments: [
            (.complete, "complete"),
            (.completeFrom(record: 813), "complete from record 813"),
            (.incomplete([.missing(12...12)]), "incomplete: record 12 is missing"),
            (.incomplete([.missing(12...14)]), "incomplete: records 12 to 14 are missing"),
            (.incomplete([.noTrailer(after: 0)]), "incomplete: there is no record of the job's output"),
            (.incomplete([.noTrailer(after: 7)]), "incomplete: it breaks off after record 7"),
            (.incomplete([.altered]), "incomplete: its contents are not what the job wrote (SHA-256 differs)"),
            (.incomplete([.foreign(lines: 1)]), "incomplete: 1 line was not written by the entrypoint"),
            (
                .incomplete([.missing(2...2), .foreign(lines: 3)]),
                "incomplete: record 2 is missing; 3 lines were not written by the entrypoint"
            ),
        ] as [(LogCompleteness, String)]
    )
    func `a finding says what is wrong, and where`(finding: LogCompleteness, words: String) {
        #expect(finding.description == words)
    }

    @Test func `a log with holes everywhere is described in one short line`() {
        var verifier = LogVerifier()
        for number in stride(from: 2, through: 2000, by: 2) { _ = verifier.read(Array("\(number) 5 o text".utf8)[...]) }
        #expect(
            verifier.completeness.description
                == "incomplete: record 1 is missing; record 3 is missing; record 5 is missing; 997 more of this kind; "
                + "it breaks off after record 2000"
        )
    }

    @Test func `only a log with nothing missing counts as complete`() {
        #expect(LogCompleteness.complete.isComplete)
        #expect(LogCompleteness.completeFrom(record: 2).isComplete)
        #expect(!LogCompleteness.incomplete([.altered]).isComplete)
    }
}
