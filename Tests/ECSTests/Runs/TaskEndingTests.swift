import RunProtocol
import Testing

@testable import AWS
@testable import ECS

@Suite struct TaskEndingTests {
    private func end(_ task: ECSTask) -> TaskEnding { TaskEnding(withoutTrailer: task, container: "planner") }

    private func trailer(_ end: RunOutcome) -> LogTrailer { LogTrailer(lines: 0, bytes: 0, sha256: "", end: end) }

    @Test(arguments: [
        RunOutcome.exited(0), .exited(2), .killed(signal: 9), .stopped(.timedOut, code: 3), .notStarted(reason: "x"),
    ])
    func `the trailer's word counts, whatever ECS says`(outcome: RunOutcome) {
        #expect(TaskEnding(trailer(outcome), ECSTask.stopped(137)).outcome == outcome)
        #expect(TaskEnding(trailer(outcome), nil).outcome == outcome)
    }

    @Test func `why a task was stopped stands in its tags`() {
        var task = ECSTask.stopped(143, "UserInitiated")
        task.tags["deploy-runner:stop-reason"] = "signal-2"
        #expect(TaskEnding(trailer(.stopped(.hostStopped, code: 3)), task).outcome == .stopped(.signal(2), code: 3))
    }

    @Test func `where there are no tags, the reason that StopTask got is read`() {
        var task = ECSTask.stopped(143, "UserInitiated")
        task.stoppedReason = "deploy-runner: timed-out"
        #expect(TaskEnding(trailer(.stopped(.hostStopped, code: nil)), task).outcome == .stopped(.timedOut, code: nil))
    }

    @Test func `a stop through ECS by somebody else was asked for, and is told`() {
        var task = ECSTask.stopped(143, "UserInitiated")
        task.stoppedReason = "Task stopped by user"
        let ending = TaskEnding(trailer(.stopped(.hostStopped, code: 1)), task)
        #expect(ending.outcome == .stopped(.requested, code: 1))
        #expect(ending.detail == "ECS says: Task stopped by user")
    }

    @Test func `a host that took itself away stays the reason`() {
        var task = ECSTask.stopped(143, "SpotInterruption")
        task.stoppedReason = "Your Spot Task was interrupted."
        let ending = TaskEnding(trailer(.stopped(.hostStopped, code: 1)), task)
        #expect(ending.outcome == .stopped(.hostStopped, code: 1))
        #expect(ending.detail == "ECS says: Your Spot Task was interrupted.")
    }

    @Test(arguments: [1, 2, 64, 127])
    func `without a trailer a failure is the script's, as the entrypoint exits with its code`(code: Int) {
        #expect(end(.stopped(code)).outcome == .exited(Int32(code)))
    }

    @Test(arguments: [0, 137, 139, 143, 255, 256, -1, nil] as [Int?])
    func `without a trailer success, a killed entrypoint and no code at all are unknown`(code: Int?) {
        guard case .unknown = end(.stopped(code)).outcome else {
            Issue.record("\(end(.stopped(code)).outcome)")
            return
        }
        #expect(end(.stopped(code)).outcome.exitCode == ExitCode.outcomeUnknown.rawValue)
    }

    @Test func `an entrypoint that the kernel killed for its memory is told`() {
        var task = ECSTask.stopped(137)
        task.containers[0].reason = "OutOfMemoryError: Container killed due to memory usage"
        #expect(end(task).outcome.kind == .unknown)
        #expect(end(task).detail == "the container's memory was used up: ask for more with task_memory")
    }

    @Test func `a task that never ran says why, and what to do`() {
        let ending = end(.notStarted("CannotPullContainerError: manifest unknown"))
        #expect(
            ending.outcome
                == .notStarted(reason: "the image is not in its registry (CannotPullContainerError: manifest unknown)")
        )
        #expect(ending.detail == Ailment.imageNotFound.fix)
        #expect(ending.outcome.exitCode == ExitCode.unavailable.rawValue)
    }

    @Test func `a container that the runtime could not start never ran, though it has a code`() {
        var task = ECSTask.stopped(127)
        task.containers[0].reason =
            #"CannotStartContainerError: exec: "deploy-runner": executable file not found in $PATH"#
        #expect(end(task).outcome.kind == .notStarted)
    }

    @Test func `a task that was stopped before it ran was stopped`() {
        var task = ECSTask.notStarted("deploy-runner: requested")
        task.stopCode = "UserInitiated"
        task.tags["deploy-runner:stop-reason"] = "requested"
        #expect(end(task).outcome == .stopped(.requested, code: nil))
    }
}
