import RunProtocol
import Testing

@Suite struct RunOutcomeTests {
    private static let reasons: [StopReason] = [
        .signal(1), .signal(2), .signal(15), .signal(64), .requested, .abandoned, .timedOut, .logUnwritable,
        .hostStopped,
    ]

    @Test(
        arguments: [
            (.exited(0), 0), (.exited(1), 1), (.exited(2), 2), (.exited(77), 77), (.exited(255), 255),
            (.killed(signal: 9), 137), (.killed(signal: 11), 139),
            (.stopped(.signal(2), code: nil), 130), (.stopped(.signal(2), code: 1), 130),
            (.stopped(.signal(15), code: 0), 143),
            (.stopped(.signal(1), code: nil), 129), (.stopped(.requested, code: 0), 143),
            (.stopped(.abandoned, code: nil), 143), (.stopped(.hostStopped, code: nil), 143),
            (.stopped(.timedOut, code: 0), 124), (.stopped(.logUnwritable, code: 0), 74),
            (.notStarted(reason: "no image"), 69), (.notStarted(reason: "no capacity", remedy: .time), 75),
            (.unknown(reason: "the host is gone"), 70),
        ] as [(RunOutcome, Int32)]
    )
    func `each outcome has its exit code`(outcome: RunOutcome, code: Int32) {
        #expect(outcome.exitCode == code)
        #expect(outcome.exitCode(with: .complete) == code)
    }

    @Test func `every code that a process can exit with is passed on verbatim`() {
        for code in Int32(0)...255 { #expect(RunOutcome.exited(code).exitCode == code) }
    }

    @Test(arguments: [256, 512, -1, -256, 65536, .max, .min] as [Int32])
    func `a code whose last byte alone would be passed on is an unknown outcome`(code: Int32) {
        #expect(RunOutcome.exited(code).exitCode == ExitCode.outcomeUnknown.rawValue)
    }

    @Test func `a stopped run is never a success, whatever its script exited with`() {
        for reason in Self.reasons {
            for code in [nil, 0, 1, 255] as [Int32?] {
                #expect((1...255).contains(RunOutcome.stopped(reason, code: code).exitCode), "\(reason)")
            }
        }
    }

    @Test func `an incomplete log replaces a success and nothing else`() {
        let incomplete = LogCompleteness.incomplete([.noTrailer(after: 3)])
        #expect(RunOutcome.exited(0).exitCode(with: incomplete) == 74)
        let failures: [RunOutcome] =
            (Int32(1)...255).map { .exited($0) } + Self.reasons.map { .stopped($0, code: 0) } + [
                .killed(signal: 9), .notStarted(reason: ""), .notStarted(reason: "", remedy: .time),
                .unknown(reason: ""),
            ]
        for outcome in failures { #expect(outcome.exitCode(with: incomplete) == outcome.exitCode) }
    }

    @Test func `a reader that came back behind a cursor may call a success one`() {
        #expect(RunOutcome.exited(0).exitCode(with: .completeFrom(record: 5)) == 0)
    }

    @Test(
        arguments: [
            (.exited(2), #"{"code":2,"end":"exited"}"#, "exited with 2"),
            (.exited(0), #"{"code":0,"end":"exited"}"#, "succeeded"),
            (.killed(signal: 9), #"{"end":"killed","signal":9}"#, "killed by signal 9"),
            (
                .stopped(.timedOut, code: nil), #"{"end":"stopped","stopped":"timed-out"}"#,
                "stopped: it took longer than it may"
            ),
            (
                .stopped(.signal(2), code: 1), #"{"code":1,"end":"stopped","stopped":"signal-2"}"#,
                "stopped: interrupted (SIGINT); the script exited with 1"
            ),
            (
                .notStarted(reason: "full", remedy: .time),
                #"{"end":"not-started","may_pass":true,"reason":"full"}"#, "did not start: full"
            ),
            (.notStarted(reason: "no image"), #"{"end":"not-started","reason":"no image"}"#, "did not start: no image"),
            (.unknown(reason: "gone"), #"{"end":"unknown","reason":"gone"}"#, "outcome unknown: gone"),
        ] as [(RunOutcome, String, String)]
    )
    func `an outcome has its JSON and its words`(outcome: RunOutcome, json: String, words: String) throws {
        #expect(String(decoding: JSON.encode(outcome), as: UTF8.self) == json)
        #expect(try JSON.decode(RunOutcome.self, from: json.utf8) == outcome)
        #expect(outcome.description == words)
    }

    @Test(
        arguments: [
            "{}", "null", "[]", #""exited""#, #"{"end":"exited"}"#, #"{"end":"exited","code":"0"}"#,
            #"{"end":"exited","code":null}"#, #"{"end":"exited","code":0.5}"#, #"{"end":"exited","code":256}"#,
            #"{"end":"exited","code":-1}"#, #"{"end":"exited","code":99999999999}"#, #"{"end":"Exited","code":0}"#,
            #"{"end":"succeeded","code":0}"#, #"{"end":"","code":0}"#, #"{"end":null,"code":0}"#, #"{"code":0}"#,
            #"{"end":"killed"}"#, #"{"end":"killed","signal":0}"#, #"{"end":"killed","signal":-128}"#,
            #"{"end":"killed","signal":2147483647}"#, #"{"end":"stopped"}"#, #"{"end":"stopped","stopped":"bored"}"#,
            #"{"end":"stopped","stopped":"timed-out","code":256}"#, #"{"end":"stopped","stopped":"signal-0"}"#,
            #"{"end":"not-started"}"#, #"{"end":"unknown"}"#,
        ]
    )
    func `an end that no run can have is an error, never a success`(json: String) {
        #expect(throws: DecodingError.self) { try JSON.decode(RunOutcome.self, from: json.utf8) }
    }
}
