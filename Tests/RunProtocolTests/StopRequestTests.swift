import RunProtocol
import Testing

@Suite struct StopRequestTests {
    @Test(
        arguments: [
            (.signal(2), "signal-2", "interrupted (SIGINT)", 130),
            (.signal(15), "signal-15", "the client was told to end (SIGTERM)", 143),
            (.signal(1), "signal-1", "the client's terminal went away (SIGHUP)", 129),
            (.signal(64), "signal-64", "the client received signal 64", 192),
            (.requested, "requested", "somebody asked for it", 143),
            (.abandoned, "abandoned", "its client vanished", 143),
            (.timedOut, "timed-out", "it took longer than it may", 124),
            (.logUnwritable, "log-unwritable", "its log could not be written", 74),
            (.hostStopped, "host-stopped", "its host was told to end", 143),
        ] as [(StopReason, String, String, Int32)]
    )
    func `each reason has its form, its words and its exit code`(
        reason: StopReason,
        form: String,
        words: String,
        code: Int32
    ) {
        #expect(reason.rawValue == form)
        #expect(StopReason(rawValue: form) == reason)
        #expect(reason.description == words)
        #expect(reason.exitCode == code)
    }

    @Test func `every signal has one form`() {
        for number in Int32(1)...64 {
            #expect(StopReason(rawValue: StopReason.signal(number).rawValue) == .signal(number))
        }
    }

    @Test(
        arguments: [
            "", "signal", "signal-", "signal-0", "signal-65", "signal--2", "signal-+2", "signal-02", "signal- 2",
            "signal-2 ",
            "signal-2\n", "signal-2.0", "signal-0x2", "signal-99999999999", "signal2", "Signal-2", "signal-٢", "2",
            "-2",
            "x-2", "signal-x-2", "signal-\u{301}2", "signal\u{2010}2", "Requested", "requested ", "timed_out",
            "timed-out-2",
        ]
    )
    func `what is not exactly a reason is refused`(form: String) {
        #expect(StopReason(rawValue: form) == nil)
        #expect(throws: DecodingError.self) { try JSON.decode(StopReason.self, from: JSON.encode(form)) }
    }

    @Test func `a request survives JSON`() throws {
        let request = StopRequest(.hurried, because: .signal(15))
        #expect(
            String(decoding: JSON.encode(request), as: UTF8.self) == #"{"reason":"signal-15","urgency":"hurried"}"#
        )
        #expect(try JSON.decode(StopRequest.self, from: JSON.encode(request)) == request)
        #expect(throws: DecodingError.self) {
            try JSON.decode(StopRequest.self, from: #"{"reason":"requested","urgency":"whenever"}"#.utf8)
        }
    }

    @Test func `hurried is more urgent than graceful`() {
        let graceful = StopRequest.Urgency.graceful
        let hurried = StopRequest.Urgency.hurried
        #expect(graceful < hurried)
        #expect([hurried < graceful, graceful < graceful, hurried < hurried] == [false, false, false])
    }
}
