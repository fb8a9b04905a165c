import Foundation
import RunProtocol
import Testing

@Suite struct ExitCodeTests {
    @Test func `the table is the documented one`() {
        let table = ExitCode.allCases.map { "\($0.rawValue) \($0.meaning)" }
        #expect(
            table == [
                "64 the command line, the request or the configuration is wrong",
                "69 the task could not be started",
                "70 the outcome is unknown: the task ended unseen",
                "74 the job succeeded, but its log is incomplete",
                "75 a passing condition: try again",
                "77 refused by the gatekeeper",
                "124 timed out, and was stopped",
            ]
        )
    }

    @Test func `the documents have the same table`() throws {
        let root = URL(filePath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/exit-codes.md"), encoding: .utf8)
        let rows = text.split(separator: "\n").filter { line in
            // From 128 on the table explains signals.
            let code = Int(line.dropFirst(2).prefix { $0.isNumber })
            return line.hasPrefix("| ") && code.map { $0 < 128 } == true
        }
        #expect(rows == ExitCode.allCases.map { "| \($0.rawValue) | \($0.meaning) |" })
    }

    @Test func `the code of a signal is 128 and its number`() {
        for number in Int32(1)...64 { #expect(ExitCode.signal(number) == 128 + number) }
    }

    @Test(arguments: [0, -1, -128, 127, 128, 256, .max, .min] as [Int32])
    func `a number that is no signal is no success either`(number: Int32) {
        #expect((128...255).contains(ExitCode.signal(number)))
    }

    @Test func `no code of the runner's own is a success or looks like a signal`() {
        for code in ExitCode.allCases { #expect((1..<128).contains(code.rawValue)) }
    }
}
