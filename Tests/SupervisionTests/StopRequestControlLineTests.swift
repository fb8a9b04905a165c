import RunProtocol
import Supervision
import Testing

@Suite struct StopRequestControlLineTests {
    @Test func `every request survives its line`() {
        let reasons: [StopReason] = [.signal(2), .requested, .abandoned, .timedOut, .logUnwritable, .hostStopped]
        for urgency in [StopRequest.Urgency.graceful, .hurried] {
            for reason in reasons {
                let request = StopRequest(urgency, because: reason)
                let line = request.controlLine
                #expect(line.utf8.count { $0 == 0x0A } == 1 && line.hasSuffix("\n"))
                #expect(StopRequest(controlLine: String(line.dropLast())) == request)
            }
        }
        #expect(StopRequest(.graceful, because: .signal(2)).controlLine == "graceful signal-2\n")
    }

    @Test(
        arguments: [
            "", " ", "graceful", "signal-2", "signal-2 graceful", "graceful signal-2 now", "Graceful signal-2",
            "graceful signal-0", "graceful bored", "gracefulsignal-2", "graceful\tsignal-2", "graceful signal-2\r",
            "graceful\u{A0}signal-2", "graceful \u{301}signal-2", "stop", "\0",
        ]
    )
    func `what is not a request is refused`(line: String) {
        #expect(StopRequest(controlLine: line) == nil)
    }
}
