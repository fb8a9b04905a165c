import Invoker
import RunProtocol
import Synchronization
import Testing

@testable import AWS
@testable import ECS

@Suite struct ECSEngineTests {
    private let time = MadeUpTime()
    private let reports = Reports()

    private final class Reports: Sendable {
        private let stored = Mutex<[RunnerError]>([])
        var all: [RunnerError] { stored.withLock { $0 } }
        func add(_ error: RunnerError) { stored.withLock { $0.append(error) } }
    }

    private func engine(_ aws: ScriptedAWS, _ time: MadeUpTime? = nil) -> ECSEngine {
        let reports = reports
        return ECSEngine(Sample.configuration, aws.engineCalls, (time ?? self.time).engineTime) { reports.add($0) }
    }

    /// An AWS that knows one task and its run's record.
    private func aws(_ task: ECSTask = .running(), _ lines: [String] = []) -> ScriptedAWS {
        let (record, log) = (
            MemoryStream([String(decoding: JSON.encode(Sample.record), as: UTF8.self)]), MemoryStream(lines)
        )
        return ScriptedAWS { script in
            script.read = { input throws(AWSError) in
                try (input.logStreamName.hasPrefix("deploy-runner-runs/") ? record : log).read(input)
            }
            script.describe = { _ in [task] }
            script.stop = { _ in }
            script.tag = { _ in }
        }
    }

    // MARK: - Start

    @Test func `a start runs a task, records the run, and says where its log is`() async throws {
        let written = Mutex("")
        let aws = ScriptedAWS { script in
            script.runTask = { _ in RunTaskOutput(tasks: [.running()], failures: []) }
            script.create = { _ in }
            script.put = { text in written.withLock { $0 = text } }
        }
        let answer = try await engine(aws).start(try Sample.job(), as: Sample.newRun(caller: ["ci": "x"]))
        #expect(answer.run == Sample.run && answer.task == Sample.task)
        #expect(answer.container == "planner" && answer.script == "plan")
        #expect(
            answer.log == [
                "group": "ecs-deploy-runner", "stream": "ecs-deploy-runner/planner/0123456789abcdef",
                "cluster": "runner", "region": "eu-west-1",
            ]
        )
        #expect(RunPlace(log: answer.log, task: answer.task) == Sample.place)
        #expect(
            aws.calls == [
                "RunTask", "CreateLogStream deploy-runner-runs/\(Sample.run)",
                "PutLogEvents deploy-runner-runs/\(Sample.run)",
            ]
        )
        let run = Sample.newRun(caller: ["ci": "x"])
        let request = try TaskStart(Sample.job(), run, as: Sample.run, Sample.configuration).input.digest
        #expect(
            written.withLock { $0 } == #"""
                {"abandon_after":300,"attendance":"attended","caller":{"ci":"x"},"container":"planner",\#
                "request_sha256":"\#(request)",\#
                "run_id":"run-01m8593s4k00000000","script":"plan","started_at":"2026-11-23T22:41:03.123Z",\#
                "task":"arn:aws:ecs:eu-west-1:1:task/runner/0123456789abcdef"}
                """#
        )
        #expect(reports.all.isEmpty)
    }

    @Test func `the client token is the run's identity`() async throws {
        let tokens = Mutex<[String]>([])
        let aws = ScriptedAWS { script in
            script.runTask = { input in
                tokens.withLock { $0.append(input.clientToken) }
                return RunTaskOutput(tasks: [.running()], failures: [])
            }
            script.read = { _ throws(AWSError) in throw .failed(.notFound) }
            script.create = { _ throws(AWSError) in throw .failed(.conflict) }
            script.put = { _ in }
        }
        let engine = engine(aws)
        let first = try await engine.start(try Sample.job(), as: Sample.newRun(token: "t"))
        let second = try await engine.start(try Sample.job(), as: Sample.newRun(token: "t"))
        let third = try await engine.start(try Sample.job(), as: Sample.newRun(token: Sample.run.description))
        #expect(first == second && first.run == RunID(derivedFrom: "t") && third.run == Sample.run)
        #expect(tokens.withLock { $0 } == [first.run, first.run, Sample.run].map(\.description))
        // A stream that is there already is no trouble.
        #expect(reports.all.isEmpty)
        // A token that tells that it is new needs no look at what was before.
        #expect(aws.count("GetLogEvents") == 2)
    }

    @Test func `a token that ECS has forgotten finds its run by the record, and starts no second task`() async throws {
        for token in ["nightly", Sample.run.description] {
            let records = MemoryStream()
            let aws = ScriptedAWS { script in
                script.runTask = { _ in RunTaskOutput(tasks: [.running()], failures: []) }
                script.create = { _ in }
                script.put = { text in records.add([text]) }
                script.read = { input throws(AWSError) in try records.read(input) }
            }
            let first = try await engine(aws).start(try Sample.job(), as: Sample.newRun(token: token))
            let later = MadeUpTime(startingAt: Timestamp(milliseconds: Sample.at.milliseconds + 86_400_000))
            let second = try await engine(aws, later).start(try Sample.job(), as: Sample.newRun(token: token))
            #expect(second == first)
            let other = try Sample.job(["--ref", "other"])
            let error = await #expect(throws: RunnerError.self) {
                try await engine(aws, later).start(other, as: Sample.newRun(token: token))
            }
            #expect(error?.errorType == "ClientTokenReused" && error?.code == .usage)
            #expect(aws.count("RunTask") == 1)
        }
    }

    @Test func `a token of which it is unknown whether it came before starts nothing`() async throws {
        let aws = ScriptedAWS { script in
            script.read = { _ throws(AWSError) in throw .failed(.throttled) }
        }
        let job = try Sample.job()
        let error = await #expect(throws: RunnerError.self) {
            try await engine(aws).start(job, as: Sample.newRun(token: "nightly"))
        }
        #expect(error?.errorType == "RunNotFound" && error?.code == .tryAgain)
        #expect(aws.count("RunTask") == 0)
    }

    @Test func `a record that cannot be written is told, and the run goes on`() async throws {
        let aws = ScriptedAWS { script in
            script.runTask = { _ in RunTaskOutput(tasks: [.running()], failures: []) }
            script.create = { _ throws(AWSError) in throw .failed(.accessDenied) }
        }
        _ = try await engine(aws).start(try Sample.job(), as: Sample.newRun())
        #expect(reports.all.map(\.errorType) == ["RunNotRecorded"])
    }

    @Test func `a command that is too long is sent nowhere`() async throws {
        let aws = ScriptedAWS()
        let job = try Sample.job([String(repeating: "x", count: 9000)])
        let error = await #expect(throws: RunnerError.self) { try await engine(aws).start(job, as: Sample.newRun()) }
        #expect(error?.errorType == "CommandTooLong")
        #expect(aws.calls.isEmpty)
    }

    @Test func `failures in place of a task are an error`() async throws {
        let aws = ScriptedAWS { script in
            script.runTask = { _ in
                RunTaskOutput(tasks: [], failures: [ECSFailure(arn: nil, reason: "RESOURCE:MEMORY", detail: nil)])
            }
        }
        let job = try Sample.job()
        let error = await #expect(throws: RunnerError.self) { try await engine(aws).start(job, as: Sample.newRun()) }
        #expect(error?.code == .tryAgain)
        #expect(aws.calls == ["RunTask"])
    }

    // MARK: - Looking up

    @Test func `another process finds a run by its record`() async throws {
        let status = try await engine(aws()).status(of: Sample.run)
        #expect(status.phase == .running && status.container == "planner" && status.startedAt == Sample.at)
    }

    @Test func `a run without a record is found by its task's tags, running or stopped`() async throws {
        for wanted in ["RUNNING", "STOPPED"] {
            let aws = aws()
            let empty = MemoryStream()
            aws.script { script in
                script.read = { input throws(AWSError) in try empty.read(input) }
                script.list = { status in status == wanted ? [Sample.task] : [] }
            }
            #expect(try await engine(aws).status(of: Sample.run).script == "plan")
        }
    }

    @Test func `a run that nobody knows is unknown, at once when it is old`() async throws {
        let aws = ScriptedAWS { script in
            script.read = { _ throws(AWSError) in throw .failed(.notFound) }
            script.list = { _ in [] }
        }
        let old = MadeUpTime(startingAt: Timestamp(milliseconds: Sample.at.milliseconds + 3_600_000))
        let error = await #expect(throws: RunnerError.self) { try await engine(aws, old).status(of: Sample.run) }
        #expect(error?.errorType == "UnknownRun" && error?.code == .usage)
        #expect(old.elapsed < .seconds(1))
        let stopError = await #expect(throws: RunnerError.self) {
            try await engine(aws, old).stop(Sample.run, StopRequest(.graceful, because: .requested))
        }
        #expect(stopError?.errorType == "UnknownRun")
        let detachError = await #expect(throws: RunnerError.self) {
            try await engine(aws, old).detach(from: Sample.run)
        }
        #expect(detachError?.errorType == "UnknownRun")
    }

    @Test func `a run that was just started elsewhere is waited for until it can be seen`() async throws {
        let aws = aws()
        let record = MemoryStream([String(decoding: JSON.encode(Sample.record), as: UTF8.self)])
        let time = time
        aws.script { script in
            script.list = { _ in [] }
            script.read = { input throws(AWSError) in
                guard time.elapsed > .seconds(5), input.logStreamName.hasPrefix("deploy-runner-runs/") else {
                    throw .failed(.notFound)
                }
                return try record.read(input)
            }
        }
        #expect(try await engine(aws).status(of: Sample.run).phase == .running)
    }

    @Test func `a task that ECS lists but does not describe yet is waited for`() async throws {
        let aws = aws()
        let (nothing, time) = (MemoryStream(), time)
        aws.script { script in
            script.read = { input throws(AWSError) in try nothing.read(input) }
            script.list = { _ in [Sample.task] }
            script.describe = { _ in
                var task = ECSTask.running()
                task.tags["deploy-runner:run-id"] = RunID(derivedFrom: "token").description
                return time.elapsed > .seconds(5) ? [task] : []
            }
        }
        #expect(try await engine(aws).status(of: RunID(derivedFrom: "token")).script == "plan")
    }

    @Test func `an id that was made from a token tells no time, so its run is looked for a little longer`() async throws
    {
        let aws = ScriptedAWS { script in
            script.read = { _ throws(AWSError) in throw .failed(.notFound) }
            script.list = { _ in [] }
        }
        let error = await #expect(throws: RunnerError.self) {
            try await engine(aws).status(of: RunID(derivedFrom: "nobody's token"))
        }
        #expect(error?.errorType == "UnknownRun")
        #expect((.seconds(10)...Duration.seconds(35)).contains(time.elapsed))
    }

    @Test func `a lookup that AWS does not answer is no unknown run`() async throws {
        let aws = ScriptedAWS { script in
            script.read = { _ throws(AWSError) in throw .failed(.accessDenied) }
            script.list = { _ in [] }
        }
        let error = await #expect(throws: RunnerError.self) { try await engine(aws).status(of: Sample.run) }
        #expect(error?.errorType == "RunNotFound")
    }

    // MARK: - Stop

    @Test func `a stop sends the letter, and then rings the bell`() async throws {
        let aws = aws()
        try await engine(aws).stop(Sample.run, StopRequest(.graceful, because: .signal(2)))
        #expect(
            aws.calls.suffix(2) == [
                "TagResource stop-reason=signal-2 stop-urgency=graceful", "StopTask deploy-runner: signal-2",
            ]
        )
    }

    @Test func `a second stop hurries the first, and changes nothing else`() async throws {
        var task = ECSTask.running()
        task.desiredStatus = "STOPPED"
        let aws = aws(task)
        try await engine(aws).stop(Sample.run, StopRequest(.hurried, because: .requested))
        #expect(aws.calls.last == "TagResource stop-urgency=hurried")
        #expect(aws.count("StopTask") == 0)
        let before = aws.calls.count
        try await engine(aws).stop(Sample.run, StopRequest(.graceful, because: .requested))
        #expect(!aws.calls[before...].contains { $0.hasPrefix("TagResource") || $0.hasPrefix("StopTask") })
    }

    @Test func `the bell is rung even when the letter cannot be sent`() async throws {
        let aws = aws()
        aws.script { $0.tag = { _ throws(AWSError) in throw .failed(.accessDenied) } }
        try await engine(aws).stop(Sample.run, StopRequest(.graceful, because: .requested))
        let letter = "TagResource stop-reason=requested stop-urgency=graceful"
        #expect(aws.calls.suffix(3) == [letter, "StopTask deploy-runner: requested", letter])
        #expect(reports.all.map(\.errorType) == ["StopNotTagged"])
    }

    @Test func `a run that has ended is left alone`() async throws {
        let forgotten = aws()
        forgotten.script { $0.describe = { _ in [] } }
        let later = MadeUpTime(startingAt: Timestamp(milliseconds: Sample.at.milliseconds + 7_200_000))
        for (aws, time) in [(aws(.stopped(0)), time), (forgotten, later)] {
            try await engine(aws, time).stop(Sample.run, StopRequest(.graceful, because: .requested))
            #expect(aws.count("StopTask") == 0 && aws.count("TagResource") == 0)
        }
    }

    @Test func `a stop gets through when neither the log nor the task can be looked at`() async throws {
        let aws = aws()
        aws.script { script in
            script.read = { input throws(AWSError) in
                guard input.logStreamName.hasPrefix("deploy-runner-runs/") else { throw .failed(.throttled) }
                return try MemoryStream([String(decoding: JSON.encode(Sample.record), as: UTF8.self)]).read(input)
            }
        }
        try await engine(aws).stop(Sample.run, StopRequest(.graceful, because: .requested))
        #expect(aws.count("StopTask") == 1)
        aws.script { $0.describe = { _ throws(AWSError) in throw .failed(.throttled) } }
        try await engine(aws).stop(Sample.run, StopRequest(.graceful, because: .requested))
        #expect(aws.count("StopTask") == 2)
        #expect(reports.all.map(\.errorType) == ["StatusUnknown"])
    }

    @Test func `a stop of a task that ECS does not show yet is tried until it does`() async throws {
        let (aws, time) = (aws(), time)
        aws.script { script in
            script.describe = { _ in [] }
            script.stop = { _ throws(AWSError) in
                if time.elapsed < .seconds(7) { throw .failed(.validation, "The referenced task was not found.") }
            }
        }
        try await engine(aws).stop(Sample.run, StopRequest(.hurried, because: .requested))
        #expect(aws.count("StopTask") > 3)
    }

    @Test func `a stop that ECS refuses is an error`() async throws {
        let aws = aws()
        aws.script { $0.stop = { _ throws(AWSError) in throw .failed(.accessDenied) } }
        let error = await #expect(throws: RunnerError.self) {
            try await engine(aws).stop(Sample.run, StopRequest(.graceful, because: .requested))
        }
        #expect(error?.errorType == "StopFailed")
    }

    // MARK: - Lease

    @Test func `a client that is there is noted on the task, with another word each time`() async throws {
        let aws = aws()
        var record = Sample.record
        record.abandonAfter = 300
        let stream = MemoryStream([String(decoding: JSON.encode(record), as: UTF8.self)])
        aws.script { $0.read = { input throws(AWSError) in try stream.read(input) } }
        let engine = engine(aws)
        #expect(try await engine.attend(Sample.run) == .seconds(60))
        time.pass(.seconds(60))
        #expect(try await engine.attend(Sample.run) == .seconds(60))
        try await engine.detach(from: Sample.run)
        let tags = aws.calls.filter { $0.hasPrefix("TagResource") }
        #expect(
            tags == [
                "TagResource attended-at=2026-11-23T22:41:03.123Z", "TagResource attended-at=2026-11-23T22:42:03.123Z",
                "TagResource attended-at=left",
            ]
        )
    }

    @Test func `a run without a lease hears nothing of its clients`() async throws {
        let aws = aws()
        #expect(try await engine(aws).attend(Sample.run) == nil)
        try await engine(aws).detach(from: Sample.run)
        #expect(aws.count("TagResource") == 0)
    }

    @Test func `a task that cannot be told is an error that says so`() async throws {
        var task = ECSTask.running()
        task.tags[RunTags.abandonAfter] = "300"
        let aws = aws(task)
        let missing = MemoryStream([])
        aws.script { script in
            script.read = { input throws(AWSError) in try missing.read(input) }
            script.list = { _ in [Sample.task] }
            script.tag = { _ throws(AWSError) in throw .failed(.throttled) }
        }
        let error = await #expect(throws: RunnerError.self) { try await engine(aws).attend(Sample.run) }
        #expect(error?.errorType == "LeaseNotRenewed" && error?.code == .tryAgain)
    }

    // MARK: - Status

    @Test func `a status tells the end of a run as its log does`() async throws {
        let status = try await engine(aws(.running(), SampleLog(200, end: .exited(5)).lines)).status(of: Sample.run)
        #expect(status.phase == .ended && status.outcome == .exited(5))
        #expect(status.log.flatMap { RunPlace(log: $0) } == Sample.place)
    }

    @Test func `leaving a run changes nothing`() async throws {
        let aws = aws()
        try await engine(aws).detach(from: Sample.run)
        #expect(aws.calls == ["GetLogEvents deploy-runner-runs/\(Sample.run)"])
    }
}
