import RunProtocol
import Testing

@testable import Deployer

@Suite(.timeLimit(.minutes(30))) struct ExitCodeTests {
    @Test func `the page of exit codes has the runner's own codes, each with its meaning, and no other`() throws {
        let rows = Documents.numberedRows(try Documents.text("exit-codes.md"))
        let own = rows.filter { $0.number <= 128 }
        #expect(own.map(\.number) == ExitCode.allCases.map(\.rawValue))
        #expect(own.map(\.cell) == ExitCode.allCases.map(\.meaning))
    }

    @Test func `the page's codes above 128 are those of the reasons to stop`() throws {
        let documented = Set(
            Documents.numberedRows(try Documents.text("exit-codes.md")).map(\.number).filter { $0 > 128 }
        )
        let reasons: [StopReason] = [
            .signal(1), .signal(2), .signal(13), .signal(15), .requested, .abandoned, .hostStopped,
        ]
        #expect(documented == Set(reasons.map(\.exitCode) + [RunOutcome.killed(signal: 9).exitCode]))
    }

    /// How a run ends, and the code that the CLI exits with.
    static let ends: [(outcome: RunOutcome, code: Int32)] =
        [0, 1, 2, 3, 64, 69, 70, 74, 75, 77, 124, 126, 127, 130, 255].map { (.exited($0), $0) } + [
            (.killed(signal: 9), 137), (.killed(signal: 11), 139), (.killed(signal: 13), 141),
            (.stopped(.signal(2), code: 0), 130), (.stopped(.signal(15), code: 7), 143),
            (.stopped(.signal(1), code: nil), 129),
            (.stopped(.requested, code: 0), 143), (.stopped(.abandoned, code: 0), 143),
            (.stopped(.hostStopped, code: 0), 143),
            (.stopped(.timedOut, code: 0), 124), (.stopped(.logUnwritable, code: 0), 74),
            (.notStarted(reason: "x"), 69), (.notStarted(reason: "x", remedy: .time), 75),
            (.unknown(reason: "x"), 70),
        ]

    @Test(arguments: ends) func `every end of a run has its code`(outcome: RunOutcome, code: Int32) async throws {
        let bench = try Workbench()
        let log = LogText.records((.output, "x\n"))
        bench.engine.willStart()
        // An engine that does not know the end asks the trailer; here neither does.
        let trailer: [UInt8] = if case .unknown = outcome { [] } else { log.trailer(outcome) }
        bench.engine.willRead([.lines(log.text), .lines(trailer), .end(outcome)])
        let result = await bench.run(Workbench.speak)
        #expect(result.code == code)
        #expect(result.output == "x\n")
        // A code that the outcome does not name itself is named behind it.
        let isNamed = if case .exited = outcome { true } else { result.errors.hasSuffix("; exit code \(code)\n") }
        #expect(isNamed, "\(result.errors)")
    }
}
