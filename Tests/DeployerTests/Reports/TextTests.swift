import RunProtocol
import Testing

@testable import Deployer

/// The small texts: durations, errors, closing lines.
@Suite struct TextTests {
    static let durations: [(Duration, String)] = [
        (.zero, "0.0 s"), (.milliseconds(-5), "0.0 s"), (.milliseconds(49), "0.0 s"), (.milliseconds(50), "0.1 s"),
        (.milliseconds(12_340), "12.3 s"), (.milliseconds(59_949), "59.9 s"), (.milliseconds(59_950), "1 min 0 s"),
        (.seconds(60), "1 min 0 s"), (.seconds(125), "2 min 5 s"), (.milliseconds(3_599_499), "59 min 59 s"),
        (.milliseconds(3_599_500), "1 h 0 min"), (.seconds(3720), "1 h 2 min"), (.seconds(360_000), "100 h 0 min"),
    ]

    @Test(arguments: durations) func `a duration is said as people say it`(duration: Duration, text: String) {
        #expect(DurationText(duration).description == text)
    }

    @Test func `an error lists cause, rule and hint, several causes below each other`() {
        var error = RunnerError(.usage, "Wrong", "it is wrong", hint: "make it right").caused(by: "a\nb")
        error.rule = "r/1"
        #expect(ErrorReport(error).headline == "error: it is wrong")
        #expect(ErrorReport(error).details == ["  cause:", "    a", "    b", "  rule: r/1", "  hint: make it right"])
    }

    static let closings: [(RunOutcome, LogCompleteness, Int?, String)] = [
        (.exited(0), .complete, 812, "succeeded after 1.2 s; log complete (812 lines)"),
        (.exited(0), .complete, 1, "succeeded after 1.2 s; log complete (1 line)"),
        (.exited(2), .completeFrom(record: 5), 9, "exited with 2 after 1.2 s; log complete from record 5 (9 lines)"),
        (
            .exited(0), .incomplete([.missing(3...5)]), 9,
            "succeeded after 1.2 s; log incomplete: records 3 to 5 are missing (9 lines)"
        ),
        (.killed(signal: 9), .complete, 0, "killed by signal 9 after 1.2 s; log complete (0 lines)"),
        (
            .stopped(.signal(2), code: 3), .complete, 4,
            "stopped: interrupted (SIGINT); the script exited with 3 after 1.2 s; log complete (4 lines)"
        ),
        (
            .notStarted(reason: "r"), .incomplete([.noTrailer(after: 0)]), nil,
            "did not start after 1.2 s; log incomplete: there is no record of the job's output"
        ),
        (
            .unknown(reason: "r"), .incomplete([.noTrailer(after: 7)]), nil,
            "outcome unknown after 1.2 s; log incomplete: it breaks off after record 7"
        ),
    ]

    @Test(arguments: closings) func `the closing line says how it ended, after how long, and whether all was seen`(
        outcome: RunOutcome,
        completeness: LogCompleteness,
        lines: Int?,
        text: String
    ) throws {
        let trailer = lines.map { LogTrailer(lines: $0, bytes: 0, sha256: "", end: outcome) }
        let end = RunEnd(outcome: outcome, completeness: completeness, trailer: trailer)
        let run = try #require(RunID("run-01m85dbyzbfgx4d0bw"))
        let line = ClosingLine(run: run, end: end, duration: .milliseconds(1200), exitCode: end.exitCode)
        let code =
            if case .exited(let code) = outcome, code == end.exitCode { "" } else { "; exit code \(end.exitCode)" }
        #expect(line.text == "\(text); run \(run)\(code)")
        #expect(line.isSuccess == (end.exitCode == 0))
    }
}
