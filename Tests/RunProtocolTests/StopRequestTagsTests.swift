import Testing

@testable import RunProtocol

@Suite struct StopRequestTagsTests {
    @Test(arguments: StopRequest.Urgency.allCases, [.signal(2), .requested, .timedOut, .abandoned] as [StopReason])
    func `a request that was left as tags is the same when it is read`(
        urgency: StopRequest.Urgency,
        reason: StopReason
    ) {
        let request = StopRequest(urgency, because: reason)
        #expect(StopRequest(tags: request.tags.merging(["owner": "platform"]) { $1 }) == request)
    }

    @Test(
        arguments: [
            [:], ["deploy-runner:stop-urgency": "graceful"], ["deploy-runner:stop-reason": "requested"],
            ["deploy-runner:stop-urgency": "soon", "deploy-runner:stop-reason": "requested"],
            ["deploy-runner:stop-urgency": "graceful", "deploy-runner:stop-reason": "signal-"],
        ] as [[String: String]]
    )
    func `tags that are no request are none`(tags: [String: String]) {
        #expect(StopRequest(tags: tags) == nil)
    }
}
