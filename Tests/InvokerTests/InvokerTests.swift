import Gatekeeper
import RunProtocol
import Testing

@testable import Invoker

@Suite struct InvokerTests {
    @Test func `an approved request reaches the engine with its rebuilt arguments`() async throws {
        let engine = ScriptedEngine()
        var request = RunRequest(containerName: "box", script: "tool", args: ["--level=2", "--name", "a b"])
        request.clientToken = "token"
        request.caller = ["ci": "test"]
        let answer = try await Self.invoker(engine).run(request, .attended)
        let started = try #require(engine.started.first)
        #expect(started.job.arguments == ["--fixed", "x", "--level", "2", "--name", "a b"])
        #expect(started.run.clientToken == "token")
        #expect(started.run.caller == ["ci": "test"])
        #expect(started.run.attendance == .attended)
        #expect(answer.run == started.run.id)
        #expect(started.run.at == Self.now)
    }

    @Test func `a refused request never reaches the engine`() async throws {
        let engine = ScriptedEngine()
        let error = await #expect(throws: RunnerError.self) {
            try await Self.invoker(engine).run(
                RunRequest(containerName: "box", script: "tool", args: ["--evil", "1"]),
                .attended
            )
        }
        #expect(error?.code == .refused)
        #expect(error?.errorType == "OptionNotInAllowedOptionsError")
        #expect(
            error?.message.hasPrefix("Option --evil is not in the provided list of allowed options for the script.")
                == true
        )
        #expect(error?.rule?.hasPrefix("box/tool/") == true)
        #expect(engine.started.isEmpty)
    }

    @Test func `explain says the same as run and starts nothing`() async throws {
        let engine = ScriptedEngine()
        let invoker = try Self.invoker(engine)
        let allowed = invoker.explain(RunRequest(containerName: "box", script: "tool", args: ["--level", "3"]))
        #expect(allowed == .allow(.init(container: "box", script: "tool", argv: ["--fixed", "x", "--level", "3"])))
        guard case .refuse(let error) = invoker.explain(RunRequest(containerName: "boxx", script: "tool", args: []))
        else {
            Issue.record("a container that does not exist was allowed")
            return
        }
        #expect(error.errorType == "ContainerNotFoundError")
        #expect(error.hint == "did you mean box?")
        #expect(engine.started.isEmpty)
    }

    @Test func `a launch type that does not exist is refused, not guessed`() throws {
        var request = RunRequest(containerName: "box", script: "tool", args: [])
        request.taskLaunchType = "fargate"
        guard case .refuse(let error) = try Self.invoker(ScriptedEngine()).explain(request) else {
            Issue.record("allowed")
            return
        }
        #expect(error.errorType == "UnknownLaunchType")
        #expect(error.hint == "the launch types are FARGATE and EC2")
    }

    @Test func `describe lists containers and scripts in alphabetical order`() throws {
        let answer = try Self.invoker(ScriptedEngine()).describe()
        #expect(
            answer.containers == [
                .init(name: "alone", scripts: ["b-script", "z-script"], isDefault: true),
                .init(name: "box", scripts: ["tool"], isDefault: false),
            ]
        )
    }

    @Test func `the log is verified on its way, and the end comes last`() async throws {
        let chunks = ["1 5 o one\n2 5 e two\n", "not a record\n3 6 o+ three\n"]
        let engine = ScriptedEngine(log: .init(chunks: chunks, outcome: .exited(0)))
        let events = try await Self.events(engine)
        guard case .records(let first, let cursor) = events.first else {
            Issue.record("\(events)")
            return
        }
        #expect(first.map(\.number) == [1, 2])
        #expect(cursor == LogCursor(after: 2, hint: "0"))
        #expect(events.contains(.foreign(Array("not a record".utf8)[...])))
        guard case .end(let end) = events.last else {
            Issue.record("\(events)")
            return
        }
        #expect(end.completeness == .incomplete([.foreign(lines: 1), .noTrailer(after: 3)]))
        #expect(end.exitCode == ExitCode.logIncomplete.rawValue)
    }

    @Test func `where the engine lost the end, the trailer knows it`() async throws {
        var buffer: [UInt8] = []
        let empty = LogDigest().hexadecimal
        LogTrailer(lines: 0, bytes: 0, sha256: empty, end: .exited(4)).append(
            as: 1,
            at: Timestamp(milliseconds: 5),
            to: &buffer
        )
        let chunks = [String(decoding: buffer, as: UTF8.self)]
        let engine = ScriptedEngine(log: .init(chunks: chunks, outcome: .unknown(reason: "lost")))
        guard case .end(let end) = try await Self.events(engine).last else {
            Issue.record("there is no end")
            return
        }
        #expect(end.outcome == .exited(4))
        #expect(end.completeness == .complete)
    }

    // MARK: - Fixtures

    static let now = Timestamp(milliseconds: 1_795_473_663_123)

    static func invoker(_ engine: ScriptedEngine) throws -> Invoker {
        let json = #"""
            {"containers": {
              "box": {"docker_image": "i", "docker_tag": "1", "script_config": {"tool": {
                "hardcoded_options": {"fixed": ["x"]}, "allowed_options": ["level", "name"]}}},
              "alone": {"docker_image": "i", "docker_tag": "1", "default": true, "script_config": {
                "z-script": {"allowed_options": []}, "b-script": {"allowed_options": []}}}}}
            """#
        return Invoker(Gatekeeper(try Configuration.load(json: Array(json.utf8))), engine) { now }
    }

    static func events(_ engine: ScriptedEngine) async throws -> [LogEvent] {
        let run = try #require(RunID("run-01arz3ndektsv4rrff"))
        var events: [LogEvent] = []
        try await invoker(engine).logs(of: run, from: .start) { events.append($0) }
        return events
    }
}
