import ArgumentParser
import SystemPackage

/// The files that a run of many modules leaves behind.
struct ReportOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Write what would run as JSON to this file, before anything starts.", valueName: "file"))
    var changesFile: String?

    @Option(help: ArgumentHelp("Write a summary in Markdown to this file.", valueName: "file"))
    var summaryFile: String?

    @Option(
        help: ArgumentHelp(
            "Cut the summary to what a platform takes: github-comment, github-step-summary, gitlab-note, or a number of "
                + "bytes. (default: github-comment; github-step-summary for the file that GITHUB_STEP_SUMMARY names)",
            valueName: "limit"
        ),
        transform: SummaryLimit.parse
    )
    var summaryLimit: SummaryLimit?

    @Option(help: ArgumentHelp("Write a JUnit report to this file: a test case for each module.", valueName: "file"))
    var junitFile: String?
}

extension ReportOptions {
    /// How much of a module's output the reports can hold, in bytes.
    var share: Int {
        let summary = summaryFile == nil ? 0 : (summaryLimit ?? .gitHubStepSummary).bytes
        // A character has four bytes at most.
        return max(summary, junitFile == nil ? 0 : 4 * JUnitReport.mostCharacters)
    }
}
