import RunProtocol
import Testing

@testable import Deployer

@Suite struct StopPolicyTests {
    /// What happens, at which second, and what the client does about it.
    struct Story: Sendable, CustomTestStringConvertible {
        let name: String
        let events: [(StopTrigger, Double, StopPolicy.Action)]

        var testDescription: String { name }
    }

    private static func stop(_ urgency: StopRequest.Urgency, _ reason: StopReason) -> StopPolicy.Action {
        .stop(StopRequest(urgency, because: reason))
    }

    static let stories = [
        Story(
            name: "three times Ctrl-C: stop, hurry, leave",
            events: [
                (.signal(2), 1, stop(.graceful, .signal(2))), (.signal(2), 2, stop(.hurried, .signal(2))),
                (.signal(2), 3, .leave), (.signal(2), 4, .leave),
            ]
        ),
        Story(
            name: "a CI tool that cancels: SIGINT, then SIGTERM, does not hurry",
            events: [
                (.signal(2), 0, stop(.graceful, .signal(2))), (.signal(15), 7.5, .nothing), (.signal(15), 9, .nothing),
                (.signal(1), 10, .nothing),
            ]
        ),
        Story(
            name: "SIGTERM stops, and Ctrl-C after it hurries",
            events: [
                (.signal(15), 1, stop(.graceful, .signal(15))), (.signal(15), 2, .nothing),
                (.signal(2), 3, stop(.hurried, .signal(2))), (.signal(15), 4, .nothing), (.signal(2), 5, .leave),
            ]
        ),
        Story(
            name: "a terminal that goes away stops once",
            events: [
                (.signal(1), 1, stop(.graceful, .signal(1))), (.signal(15), 1.1, .nothing), (.signal(1), 2, .nothing),
            ]
        ),
        Story(
            name: "a wait that is over stops, and nothing else hurries",
            events: [
                (.waitedTooLong, 7200, stop(.graceful, .timedOut)), (.readerGone, 7201, .nothing),
                (.signal(2), 7202, stop(.hurried, .signal(2))),
            ]
        ),
        Story(
            name: "a reader that has gone stops as SIGPIPE would",
            events: [(.readerGone, 1, stop(.graceful, .signal(13))), (.waitedTooLong, 2, .nothing)]
        ),
        Story(
            name: "one keystroke that arrives twice, through a wrapper, counts once",
            events: [
                (.signal(2), 1, stop(.graceful, .signal(2))), (.signal(2), 1.05, .nothing),
                (.signal(2), 1.3, stop(.hurried, .signal(2))), (.signal(2), 1.31, .nothing), (.signal(2), 2, .leave),
            ]
        ),
    ]

    @Test(arguments: stories) func `the client does what the stop contract says`(story: Story) {
        var policy = StopPolicy()
        for (trigger, second, action) in story.events {
            #expect(policy.handle(trigger, at: .seconds(second)) == action, "\(trigger) at \(second) s")
        }
    }
}
