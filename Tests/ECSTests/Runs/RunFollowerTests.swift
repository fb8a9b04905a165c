import Invoker
import RunProtocol
import Synchronization
import Testing

@testable import AWS
@testable import ECS

@Suite struct RunFollowerTests {
    /// What was delivered.
    private struct Delivered {
        var phases: [RunPhase] = []
        var details: [String?] = []
        var verifier = LogVerifier()
        var numbers: [Int] = []
        var hint: String?

        mutating func take(_ chunk: TaskLogChunk) {
            switch chunk {
            case .status(let status):
                phases.append(status.phase)
                details.append(status.detail)
            case .lines(let lines, let hint):
                numbers += verifier.readLines(lines).numbers
                self.hint = hint
            }
        }
    }

    private func follow(
        _ aws: ScriptedAWS,
        _ time: MadeUpTime,
        from cursor: LogCursor = .start
    ) async throws -> (status: RunStatus, delivered: Delivered) {
        var delivered = Delivered()
        delivered.verifier = LogVerifier(after: cursor)
        let watch = TaskWatch(aws, cluster: "runner", time.engineTime)
        let status = try await RunFollower(aws, watch, time.engineTime)
            .follow(Sample.record, at: Sample.place, from: cursor) { delivered.take($0) }
        return (status, delivered)
    }

    @Test func `a run is followed from its first second to its end`() async throws {
        let (time, stream, log) = (MadeUpTime(), MemoryStream(), SampleLog(50, end: .exited(2)))
        let given = Mutex(0)
        let aws = ScriptedAWS { script in
            script.read = { input throws(AWSError) in
                // The container starts after 20 s and then writes ten lines each time that somebody looks.
                if time.elapsed > .seconds(20), input.startFromHead {
                    let start = given.withLock { given in
                        defer { given = min(given + 10, log.lines.count) }
                        return given
                    }
                    stream.add(log.lines[start..<min(start + 10, log.lines.count)])
                }
                return try stream.read(input)
            }
            script.describe = { _ in
                // ECS does not know the task at first.
                if time.elapsed < .seconds(8) { return [] }
                var task = ECSTask.running()
                if time.elapsed < .seconds(20) { (task.lastStatus, task.startedAt) = ("PENDING", nil) }
                return [task]
            }
        }
        let (status, delivered) = try await follow(aws, time)
        #expect(delivered.phases == [.starting, .running])
        #expect(delivered.numbers == Array(1...50))
        #expect(delivered.verifier.completeness == .complete)
        #expect(status.phase == .ended && status.outcome == .exited(2))
        // The trailer is the end: the task itself goes on for a while.
        #expect(time.elapsed < .seconds(45))
    }

    @Test func `a task that was missed for long and is seen after all is followed to its end`() async throws {
        let (time, stream, log) = (MadeUpTime(), MemoryStream(), SampleLog(50, end: .exited(2)))
        let aws = ScriptedAWS { script in
            script.read = { input throws(AWSError) in
                // It says nothing for longer than late events of an ended task are waited for.
                if time.elapsed > .seconds(160), stream.isEmpty { stream.add(log.lines) }
                return try stream.read(input)
            }
            script.describe = { _ in time.elapsed < .seconds(40) ? [] : [.running()] }
        }
        let (status, delivered) = try await follow(aws, time)
        #expect(delivered.numbers == Array(1...50))
        #expect(delivered.verifier.completeness == .complete)
        #expect(status.outcome == .exited(2))
    }

    @Test func `a run that has ended is read out without waiting`() async throws {
        let (time, stream) = (
            MadeUpTime(startingAt: Timestamp(milliseconds: SampleLog.start + 600_000)),
            MemoryStream(SampleLog(3000).lines, pageSize: 100)
        )
        let aws = ScriptedAWS { script in
            script.read = { input throws(AWSError) in try stream.read(input) }
            script.describe = { _ in [.stopped(0)] }
        }
        let (status, delivered) = try await follow(aws, time)
        #expect(delivered.phases == [.ended])
        #expect(delivered.verifier.completeness == .complete && status.outcome == .exited(0))
        #expect(time.elapsed < .seconds(1))
        // One look at the end, and 31 pages; nothing is asked twice.
        #expect(aws.count("GetLogEvents") <= 33)
        #expect(aws.count("DescribeTasks") == 1)
    }

    @Test func `a run whose trailer is there has ended for a late reader, though its task still winds down`()
        async throws
    {
        let (time, stream) = (MadeUpTime(), MemoryStream(SampleLog(500).lines, pageSize: 50))
        let aws = ScriptedAWS { script in
            script.read = { input throws(AWSError) in try stream.read(input) }
            script.describe = { _ in [.running()] }
        }
        let (status, delivered) = try await follow(aws, time)
        #expect(delivered.phases == [.ended] && delivered.numbers == Array(1...500))
        #expect(status.outcome == .exited(0))
        #expect(time.elapsed < .seconds(1))
    }

    @Test func `a clock that is hours ahead cuts no log short`() async throws {
        let time = MadeUpTime(startingAt: Timestamp(milliseconds: Sample.at.milliseconds + 3_000_000))
        let (stream, log) = (MemoryStream([]), SampleLog(20))
        let aws = ScriptedAWS { script in
            script.read = { input throws(AWSError) in
                // The end of the log becomes visible half a minute after the task has ended.
                if time.elapsed > .seconds(35), input.startFromHead, stream.isEmpty { stream.add(log.lines) }
                return try stream.read(input)
            }
            script.describe = { _ in [time.elapsed < .seconds(5) ? .running() : .stopped(0)] }
        }
        let (status, delivered) = try await follow(aws, time)
        #expect(delivered.verifier.completeness == .complete && status.outcome == .exited(0))
    }

    @Test func `a task that never starts ends with the diagnosis, at once`() async throws {
        let time = MadeUpTime()
        let aws = ScriptedAWS { script in
            script.read = { _ throws(AWSError) in throw .failed(.notFound) }
            script.describe = { _ in
                time.elapsed < .seconds(30)
                    ? [ECSTask.running()].map { task in
                        var task = task
                        (task.lastStatus, task.startedAt) = ("PROVISIONING", nil)
                        return task
                    } : [.notStarted("Timeout waiting for network interface provisioning to complete.")]
            }
        }
        let (status, delivered) = try await follow(aws, time)
        #expect(delivered.phases == [.starting])
        #expect(
            status.outcome
                == .notStarted(
                    reason: "the task's network interface could not be set up "
                        + "(Timeout waiting for network interface provisioning to complete.)",
                    remedy: .time
                )
        )
        #expect(time.elapsed < .seconds(33))
    }

    @Test func `a log that breaks off is waited for, and then called incomplete`() async throws {
        let (time, stream) = (MadeUpTime(), MemoryStream(SampleLog(20).lines.dropLast(5)))
        let aws = ScriptedAWS { script in
            script.read = { input throws(AWSError) in try stream.read(input) }
            script.describe = { _ in
                var task = ECSTask.stopped(137)
                task.stoppedAt = Timestamp(milliseconds: Sample.at.milliseconds + 10_000)
                return [time.elapsed < .seconds(10) ? .running() : task]
            }
        }
        let (status, delivered) = try await follow(aws, time)
        #expect(delivered.phases == [.running, .stopping])
        #expect(delivered.details.last == "the task has ended; the rest of its log is on its way")
        #expect(delivered.verifier.completeness == .incomplete([.noTrailer(after: 16)]))
        #expect(status.outcome?.kind == .unknown)
        #expect((.seconds(50)...Duration.seconds(62)).contains(time.elapsed))
    }

    @Test func `a minute of throttling, and one without a network, are got over`() async throws {
        for kind in [AWSError.Kind.throttled, .network] {
            let (time, stream) = (MadeUpTime(), MemoryStream(SampleLog(10).lines))
            let aws = ScriptedAWS { script in
                script.read = { input throws(AWSError) in
                    if time.elapsed < .seconds(60) { throw .failed(kind) }
                    return try stream.read(input)
                }
                script.describe = { _ throws(AWSError) in
                    if time.elapsed < .seconds(60) { throw .failed(kind) }
                    return [.running()]
                }
            }
            let (status, delivered) = try await follow(aws, time)
            #expect(status.outcome == .exited(0) && delivered.verifier.completeness == .complete)
        }
    }

    @Test func `trouble that does not pass is an error that says so`() async throws {
        let time = MadeUpTime()
        let aws = ScriptedAWS { script in
            script.read = { _ throws(AWSError) in throw .failed(.throttled) }
            script.describe = { _ in [.running()] }
        }
        let error = await #expect(throws: RunnerError.self) { try await follow(aws, time) }
        #expect(error?.code == .tryAgain && error?.errorType == "LogUnreadable")
        #expect((.seconds(180)...Duration.seconds(190)).contains(time.elapsed))
    }

    @Test func `a permission that is missing is an error at once`() async throws {
        let time = MadeUpTime()
        let aws = ScriptedAWS { script in
            script.read = { _ throws(AWSError) in throw .failed(.notFound) }
            script.describe = { _ throws(AWSError) in throw .failed(.accessDenied) }
        }
        let error = await #expect(throws: RunnerError.self) { try await follow(aws, time) }
        #expect(error?.code == .unavailable && error?.errorType == "TaskUnknown")
        #expect(time.elapsed < .seconds(1))
    }

    @Test func `a task that ECS goes on not knowing is gone`() async throws {
        let time = MadeUpTime()
        let aws = ScriptedAWS { script in
            script.read = { _ throws(AWSError) in throw .failed(.notFound) }
            script.describe = { _ in [] }
        }
        let (status, delivered) = try await follow(aws, time)
        #expect(delivered.phases == [.starting])
        #expect(status.outcome?.kind == .unknown)
        #expect((.seconds(75)...Duration.seconds(85)).contains(time.elapsed))
    }

    @Test func `a run that ECS has forgotten is known by its log`() async throws {
        let time = MadeUpTime(startingAt: Timestamp(milliseconds: Sample.at.milliseconds + 86_400_000))
        let stream = MemoryStream(SampleLog(10, end: .exited(7)).lines)
        let aws = ScriptedAWS { script in
            script.read = { input throws(AWSError) in try stream.read(input) }
            script.describe = { _ in [] }
        }
        let (status, delivered) = try await follow(aws, time)
        #expect(delivered.phases == [.ended] && delivered.numbers == Array(1...10))
        #expect(status.outcome == .exited(7))
        #expect(time.elapsed < .seconds(1))
    }

    @Test func `why a task was told to stop is looked up at the end`() async throws {
        let (time, stream) = (MadeUpTime(), MemoryStream(SampleLog(2, end: .stopped(.hostStopped, code: 3)).lines))
        let looks = Mutex(0)
        let aws = ScriptedAWS { script in
            script.read = { input throws(AWSError) in try stream.read(input) }
            script.describe = { _ in
                var task = ECSTask.running()
                // The tag was set after the first look.
                if looks.withLock({ looks in
                    looks += 1
                    return looks > 1
                }) {
                    task.tags["deploy-runner:stop-reason"] = "signal-2"
                }
                return [task]
            }
        }
        #expect(try await follow(aws, time).status.outcome == .stopped(.signal(2), code: 3))
    }

    @Test func `a reader comes back to the place that its hint names`() async throws {
        let (time, stream) = (MadeUpTime(), MemoryStream(SampleLog(5000).lines, pageSize: 100))
        let aws = ScriptedAWS { script in
            script.read = { input throws(AWSError) in try stream.read(input) }
            script.describe = { _ in [.running()] }
        }
        let (_, first) = try await follow(aws, time, from: LogCursor(after: 4000, hint: "f/4000"))
        #expect(first.numbers == Array(4001...5000))
        #expect(aws.count("GetLogEvents") < 20)
    }

    @Test func `what deliver throws ends the delivery`() async throws {
        struct Enough: Error {}
        let (time, stream) = (MadeUpTime(), MemoryStream(SampleLog(10).lines))
        let aws = ScriptedAWS { script in
            script.read = { input throws(AWSError) in try stream.read(input) }
            script.describe = { _ in [.running()] }
        }
        let watch = TaskWatch(aws, cluster: "runner", time.engineTime)
        await #expect(throws: Enough.self) {
            try await RunFollower(aws, watch, time.engineTime).follow(Sample.record, at: Sample.place, from: .start) {
                chunk in
                if case .lines = chunk { throw Enough() }
            }
        }
    }

    @Test func `a reader that is cancelled leaves, and stops nothing`() async throws {
        let time = MadeUpTime()
        let aws = ScriptedAWS { script in
            script.read = { _ throws(AWSError) in throw .failed(.notFound) }
            script.describe = { _ in [.running()] }
        }
        let reader = Task { try await follow(aws, time) }
        while aws.calls.count < 10 { await Task.yield() }
        reader.cancel()
        await #expect(throws: CancellationError.self) { try await reader.value }
        #expect(aws.count("StopTask") == 0)
    }
}
