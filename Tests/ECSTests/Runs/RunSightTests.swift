import RunProtocol
import Testing

@testable import AWS
@testable import ECS

@Suite struct RunSightTests {
    private func sight(_ task: ECSTask?, _ lines: [String] = [], after time: Duration = .seconds(10)) -> RunSight {
        var reading = LogReading(from: .start)
        let events = lines.map { CloudWatchLogEvent(timestamp: 0, message: $0) }
        reading.take(.page(events, nil), from: .head, at: .zero)
        return RunSight(
            record: Sample.record,
            place: Sample.place,
            task: task,
            log: LogEnd(reading),
            at: Timestamp(milliseconds: Sample.at.milliseconds + Int64(time / .milliseconds(1)))
        )
    }

    private func task(_ last: String, _ desired: String = "RUNNING") -> ECSTask {
        var task = ECSTask.running()
        (task.lastStatus, task.desiredStatus) = (last, desired)
        return task
    }

    @Test(arguments: [
        ("PROVISIONING", "RUNNING", RunPhase.starting), ("PENDING", "RUNNING", .starting),
        ("ACTIVATING", "RUNNING", .starting), ("RUNNING", "RUNNING", .running), ("RUNNING", "STOPPED", .stopping),
        ("PENDING", "STOPPED", .stopping), ("DEACTIVATING", "RUNNING", .stopping), ("STOPPING", "STOPPED", .stopping),
        ("DEPROVISIONING", "STOPPED", .stopping),
    ])
    func `ECS's states become phases`(last: String, desired: String, phase: RunPhase) {
        #expect(sight(task(last, desired)).phase == phase)
        #expect(sight(task(last, desired)).status.outcome == nil)
    }

    @Test func `a task whose log has lines runs, even if ECS does not know it yet`() {
        let line = SampleLog(1).lines[0]
        #expect(sight(task("PENDING"), [line]).phase == .running)
        #expect(sight(nil, [line]).phase == .running)
        #expect(sight(nil).phase == .starting)
    }

    @Test func `a run has ended when its trailer is there, though its task is not over`() {
        let log = SampleLog(1, end: .exited(3))
        let status = sight(.running(), log.lines).status
        #expect(status.phase == .ended && status.outcome == .exited(3))
        #expect(status.endedAt == Timestamp(milliseconds: SampleLog.start))
        #expect(
            status.log == [
                "group": "ecs-deploy-runner", "stream": "ecs-deploy-runner/planner/0123456789abcdef",
                "cluster": "runner", "region": "eu-west-1", "task": Sample.task,
            ]
        )
    }

    @Test func `a task that is over is waited for while its log may grow, and not longer`() {
        let early = sight(.stopped(0), after: .seconds(44)).status
        #expect(early.phase == .stopping && early.outcome == nil)
        #expect(early.detail == "the task has ended; the rest of its log is on its way")
        let late = sight(.stopped(1), after: .seconds(45)).status
        #expect(late.phase == .ended && late.outcome == .exited(1) && late.endedAt == Sample.at)
    }

    @Test func `a task that never ran has no log to wait for`() {
        let status = sight(.notStarted("Capacity is unavailable at this time."), after: .zero).status
        #expect(status.phase == .ended)
        #expect(status.outcome?.kind == .notStarted)
        #expect(status.outcome?.exitCode == ExitCode.tryAgain.rawValue)
    }

    @Test func `a task that ECS has had no time to forget is not given up`() {
        #expect(sight(nil, after: .seconds(3600)).phase == .starting)
        let forgotten = sight(nil, after: .seconds(3601)).status
        #expect(forgotten.outcome?.kind == .unknown)
        #expect(sight(nil, SampleLog(1).lines, after: .seconds(99_999)).status.outcome == .exited(0))
    }
}
