import Gatekeeper
import RunProtocol
import Synchronization
import Testing

@testable import Invoker

@Suite struct InvokerFunctionTests {
    private static let run = "run-01arz3ndektsv4rrff"

    @Test func `run answers with the run, and the journal names it without the arguments`() async throws {
        let host = try FunctionHost(ScriptedEngine())
        let request =
            #"{"container_name": "box", "script": "tool", "args": ["--name", "hunter2"], "caller": {"ci": "test"}}"#
        let answer = try JSON.decode(RunAnswer.self, from: try await host.call(request))
        #expect(answer.container == "box")
        let line = try #require(host.journal.last)
        #expect(line.contains(#""decision":"allow""#) && line.contains(answer.run.description))
        #expect(line.contains(#""caller":{"ci":"test"}"#) && line.contains(#""request_id":"call-1""#))
        #expect(!host.journal.joined().contains("hunter2"))
    }

    @Test func `a schedule's event, with a string of arguments, runs unattended`() async throws {
        let engine = ScriptedEngine()
        let request = #"{"container_name": "box", "script": "tool", "args": "--name 'a b'"}"#
        _ = try await FunctionHost(engine).call(request)
        #expect(engine.started.first?.run.attendance == .unattended)
        #expect(engine.started.first?.job.arguments == ["--fixed", "x", "--name", "a b"])
    }

    @Test func `a refusal is an error with its documented type, and the journal has the rule, not the value`()
        async throws
    {
        let host = try FunctionHost(ScriptedEngine())
        let error = await #expect(throws: RunnerError.self) {
            try await host.call(#"{"container_name": "box", "script": "tool", "args": ["--evil", "hunter2"]}"#)
        }
        #expect(error?.errorType == "OptionNotInAllowedOptionsError")
        let line = try #require(host.journal.last)
        #expect(line.contains(#""decision":"refuse""#) && line.contains(#""rule":"box/tool/"#))
        #expect(!host.journal.joined().contains("hunter2"))
    }

    @Test func `a request that cannot be read is an error whose text stays out of the journal`() async throws {
        let host = try FunctionHost(ScriptedEngine())
        let error = await #expect(throws: RunnerError.self) {
            try await host.call(#"{"action": "delete", "script": "hunter2", "detail-type": "Scheduled Event"}"#)
        }
        #expect(error?.errorType == "MalformedRequest")
        #expect(!host.journal.joined().contains("hunter2"))
    }

    @Test(arguments: ["describe", "explain", "status", "run"])
    func `a configuration that cannot be used is the answer to every call`(action: String) async throws {
        let broken = RunnerError(.usage, "ConfigurationUnreadable", "the value is not base 64")
        let host = FunctionHost(.failure(broken))
        let fields = [
            "describe": "", "status": #", "run_id": "\#(Self.run)""#, "run": #", "script": "s""#,
            "explain": #", "script": "s""#,
        ]
        let error = await #expect(throws: RunnerError.self) {
            try await host.call(#"{"action": "\#(action)"\#(fields[action] ?? "")}"#)
        }
        #expect(error == broken)
        #expect(host.journal.last?.contains("not base 64") == true)
    }

    @Test func `a stop that was delivered is no failure because the run cannot be looked at`() async throws {
        let request = #"{"action": "stop", "run_id": "\#(Self.run)"}"#
        let host = try FunctionHost(ScriptedEngine(stops: .taken))
        let answer = try await host.call(request)
        #expect(String(decoding: answer, as: UTF8.self) == #"{"phase":"stopping","run_id":"\#(Self.run)"}"#)
        #expect(host.journal.last?.contains("did not script this") == true)
        await #expect(throws: RunnerError.self) { try await FunctionHost(ScriptedEngine()).call(request) }
    }

    @Test func `logs come as lines that end with the end`() async throws {
        let chunks = ["1 5 o one\n2 5 e two\n", "3 6 o three\n"]
        let host = try FunctionHost(ScriptedEngine(log: .init(chunks: chunks, outcome: .exited(0))))
        var reader = LogStreamReader(from: .start)
        let events = try reader.read(try await host.call(#"{"action": "logs", "run_id": "\#(Self.run)"}"#))
        #expect(reader.ending == .ended)
        guard case .end(let end) = events.last else {
            Issue.record("\(events)")
            return
        }
        #expect(end.completeness == .incomplete([.noTrailer(after: 3)]))
    }

    @Test func `a call that may deliver little pauses with the cursor behind it`() async throws {
        let chunks = (1...50).map { "\($0) 5 o line \($0)\n" }
        let host = try FunctionHost(ScriptedEngine(log: .init(chunks: chunks, outcome: .exited(0))))
        var reader = LogStreamReader(from: .start)
        var calls = 0
        var numbers: [Int] = []
        repeat {
            calls += 1
            reader.beginCall()
            let request =
                #"{"action": "logs", "run_id": "\#(Self.run)", "cursor": "\#(reader.cursor)", "max_bytes": 900}"#
            for case .records(let records, _) in try reader.read(try await host.call(request)) {
                numbers += records.map(\.number)
            }
        } while reader.ending == .paused
        #expect(reader.ending == .ended)
        #expect(numbers == Array(1...50))
        #expect(calls > 3)
    }

    private static let logs = #"{"action": "logs", "run_id": "\#(run)", "max_seconds": 45}"#

    private static func log(_ chunks: [String], then: ScriptedEngine.Then) -> ScriptedEngine {
        ScriptedEngine(log: .init(chunks: chunks, outcome: .exited(0), then: then))
    }

    @Test(.timeLimit(.minutes(30))) func `a silent call says that it lives, and pauses when its time is up`()
        async throws
    {
        let host = try FunctionHost(Self.log(["1 5 o one\n"], then: .goesOn), clock: RoundClock(rounds: 4))
        let answer = try await host.call(Self.logs)
        let alive = String(decoding: answer, as: UTF8.self).split(separator: "\n").count { $0 == #"{"alive":{}}"# }
        // The record falls into one of the four rounds, or before them.
        #expect(3...4 ~= alive)
        var reader = LogStreamReader(from: .start)
        _ = try reader.read(answer)
        #expect(reader.ending == .paused)
        #expect(reader.cursor.record == 1)
    }

    @Test(.timeLimit(.minutes(30))) func `a pause is the last line, behind whatever still came`() async throws {
        let engine = Self.log(["1 5 o one\n"], then: .hasLastWords("2 6 o two\n"))
        let answer = try await FunctionHost(engine, clock: RoundClock(rounds: 1)).call(Self.logs)
        var reader = LogStreamReader(from: .start)
        _ = try reader.read(answer)
        #expect(reader.ending == .paused)
        #expect(reader.cursor.record == 2)
        #expect(String(decoding: answer, as: UTF8.self).split(separator: "\n").last == #"{"pause":{"cursor":"2"}}"#)
    }

    @Test func `an engine that breaks in the middle is the stream's last line`() async throws {
        let answer = try await FunctionHost(Self.log(["1 5 o one\n"], then: .breaks)).call(Self.logs)
        var reader = LogStreamReader(from: .start)
        _ = try reader.read(answer)
        guard case .failed(let error) = reader.ending else {
            Issue.record("\(String(describing: reader.ending))")
            return
        }
        #expect(error.errorType == "LogUnreadable")
        #expect(error.cause == "NotScripted()")
        #expect(reader.cursor.record == 1)
    }

    @Test func `an answer that takes no more ends the call with that, and the journal knows`() async throws {
        struct Gone: Error {}
        let host = try FunctionHost(Self.log(["1 5 o one\n"], then: .goesOn))
        await #expect(throws: Gone.self) { try await host.call(Self.logs, to: BrokenAnswer(error: Gone())) }
        #expect(host.journal.last?.contains(#""error_type":"Gone""#) == true)
    }

    @Test func `an unknown run is an error of the call`() async throws {
        let host = try FunctionHost(ScriptedEngine())
        let error = await #expect(throws: RunnerError.self) {
            try await host.call(#"{"action": "logs", "run_id": "run-00000000000000000"}"#)
        }
        #expect(error?.code == .usage)
    }
}

/// A host that gives calls to the function and keeps what it writes.
private struct FunctionHost {
    private let function: InvokerFunction
    private let lines = Kept()

    init(_ engine: ScriptedEngine, clock: any Clock<Duration> = ContinuousClock()) throws {
        self.init(.success(try InvokerTests.invoker(engine)), clock: clock)
    }

    init(_ invoker: Result<Invoker, RunnerError>, clock: any Clock<Duration> = ContinuousClock()) {
        let lines = lines
        let journal = Journal(.debug, now: { InvokerTests.now }, emit: { lines.add($0) })
        function = InvokerFunction(invoker, journal: journal, clock: clock)
    }

    var journal: [String] { lines.bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) } }

    func call(_ payload: String) async throws -> [UInt8] {
        let answer = Kept()
        try await call(payload, to: answer)
        return answer.bytes
    }

    func call(_ payload: String, to answer: some FunctionAnswer) async throws {
        try await function.call(
            Array(payload.utf8),
            FunctionCall(requestID: "call-1", limits: LogLimits(seconds: 60, bytes: 1 << 20)),
            to: answer
        )
    }
}

/// An answer that nobody takes.
private struct BrokenAnswer: FunctionAnswer {
    let error: any Error

    func send(_ bytes: [UInt8]) async throws { throw error }
    func write(_ bytes: [UInt8]) async throws { throw error }
}

/// Keeps what is written.
private final class Kept: FunctionAnswer {
    private let kept = Mutex<[UInt8]>([])

    var bytes: [UInt8] { kept.withLock { $0 } }

    func add(_ bytes: [UInt8]) { kept.withLock { $0 += bytes } }
    func send(_ bytes: [UInt8]) async throws { add(bytes) }
    func write(_ bytes: [UInt8]) async throws { add(bytes) }
}
