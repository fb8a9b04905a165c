import Fixtures
import Foundation
import Testing

/// Trouble that lasts longer than a minute: the run goes through, its log is whole, and there is one task.
///
/// The minutes are real, and so the tests run side by side.
@Suite(
    .enabled(if: SandboxRequirement.isMet, Comment(rawValue: SandboxRequirement.reason)),
    .enabled(if: AWSStandin.isPossible, Comment(rawValue: AWSStandin.reason)),
    .timeLimit(.minutes(30))
)
struct AWSOutageTests {
    private static let seconds = 65
    private static let throttled = """
        {"seed": 1, "rules": [
          {"fault": "throttle", "requests": "lambda:*", "lasts": \(seconds)},
          {"fault": "throttle", "requests": "logs:*", "lasts": \(seconds)},
          {"fault": "throttle-in-disguise", "requests": "ecs:*", "lasts": \(seconds)}]}
        """
    /// A job that begins before the trouble and ends in its middle.
    private static let job = "for i in $(seq 1 300); do echo line $i; sleep 0.1; done; exit 3"
    private static let output = (1...300).map { "line \($0)\n" }.joined()

    /// When trouble comes.
    enum Moment: CaseIterable {
        case beforeTheStart
        case inTheMiddle
    }

    @Test(arguments: Moment.allCases)
    func `an account that is throttled for a minute costs time and nothing else`(_ moment: Moment) async throws {
        try await expectWhole(from: moment) { try await $0.tell("PUT", "faults", Self.throttled) }
    }

    @Test(arguments: Moment.allCases)
    func `a network that is gone for a minute costs time and nothing else`(_ moment: Moment) async throws {
        try await expectWhole(from: moment) {
            try await $0.tell("POST", "network/vanish", #"{"seconds": \#(Self.seconds)}"#)
        }
    }

    private func expectWhole(
        from moment: Moment,
        _ begin: (AWSStandin) async throws -> Void
    ) async throws {
        let site = try await AWSSite()
        let clock = ContinuousClock()
        var start = clock.now
        if moment == .beforeTheStart { try await begin(site.standin) }
        let tool = try site.start(try site.job(Self.job))
        if moment == .inTheMiddle {
            await tool.wait(for: "line 3\n")
            start = clock.now
            try await begin(site.standin)
        }
        let run = try await tool.result()
        #expect(run.code == 3, "\(run.errors)")
        #expect(run.output == Self.output)
        #expect(run.errors.contains("log complete (300 lines)"), "\(run.errors)")
        #expect(start.duration(to: clock.now) >= .seconds(Self.seconds), "the trouble was over too soon")
        #expect(try await site.tasksStarted() == 1)
    }
}
