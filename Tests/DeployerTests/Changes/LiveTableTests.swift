import Foundation
import Testing

@testable import Deployer

/// The table of runs on a terminal.
@Suite(.timeLimit(.minutes(30))) struct LiveTableTests {
    private let captured = CapturedConsole()
    private let clock = ManualClock()

    private func table(_ count: Int) -> LiveTable {
        LiveTable(captured.console(.terminal(columns: 60), .together), clock, count: count)
    }

    @Test func `each run has a line, with what it does, for how long, and what its plan says`() async throws {
        let table = table(3)
        let log = CapturedLog()
        table.add("dev/network", "plan", log) { .seconds(2) }
        table.add("dev/web", "plan", CapturedLog()) { .seconds(0) }
        await captured.saw("0 of 3 done, 2 running")
        try await log.console().write(Array("Initializing\n".utf8), to: .output)
        table.remove("dev/web", hasFailed: true)
        await captured.saw("1 of 3 done, 1 failed, 1 running")
        #expect(captured.errors.contains("dev/network  plan, starting  2 s\ndev/web      plan, starting  0 s\n0 of 3"))
        #expect(captured.errors.contains("dev/network  plan, running  2 s\n1 of 3"))
        try await log.console().write(
            Array("Plan: 2 to add, 1 to change, 0 to destroy.\nnetwork: Creating...\n".utf8),
            to: .output
        )
        await clock.sleeper(until: .seconds(1))
        clock.advance(to: .seconds(1))
        await captured.saw("dev/network  plan, running  2 s  +2 ~1 -0\n1 of 3")
        table.close()
        await captured.saw("\r\u{1B}[K\u{1B}[1A\u{1B}[2K")
    }

    @Test func `the table is never higher than a terminal`() async {
        let table = table(100)
        for number in 0..<40 { table.add("m\(number)", "plan", CapturedLog()) { .zero } }
        await captured.saw("40 running")
        let last = captured.errors.components(separatedBy: "\u{1B}[2K").last ?? ""
        #expect(last.split(separator: "\n").count == 13)
        table.close()
    }
}
