import AWS
import RunProtocol

/// How a run ended, from everything that is known about its task.
struct TaskEnding: Hashable, Sendable {
    let outcome: RunOutcome
    /// One line on what stands out.
    let detail: String?

    /// The end of a run whose log has its trailer: the trailer says how the script ended.
    ///
    /// Only why a task was stopped it cannot know: the entrypoint gets a signal, and the reason stands on the task.
    init(_ trailer: LogTrailer, _ task: ECSTask?) {
        guard case .stopped(.hostStopped, let code) = trailer.end, let task else {
            outcome = trailer.end
            detail = nil
            return
        }
        let reason = Self.stopReason(task)
        outcome = .stopped(reason ?? .hostStopped, code: code)
        detail = reason == nil || reason == .requested ? Self.remark(on: task) : nil
    }

    /// The end of a run whose task is over and whose log, read to its end, has no trailer.
    init(withoutTrailer task: ECSTask, container: String) {
        let diagnosis = StartFailureDoctor.diagnose(Symptoms(task, container: container))
        let code = task.own(container)?.exitCode
        if task.stopCode == "UserInitiated", let reason = Self.stopReason(task) {
            outcome = .stopped(reason, code: nil)
            detail = Self.remark(on: task)
            return
        }
        if task.stopCode == "TaskFailedToStart" || !task.hasRun(container) || diagnosis.ailment.meansNotStarted {
            outcome = .notStarted(reason: diagnosis.words, remedy: diagnosis.isRetryable ? .time : .change)
            detail = diagnosis.fix
            return
        }
        detail = diagnosis.ailment == .containerExited ? nil : "\(diagnosis.cause): \(diagnosis.fix)"
        switch code {
        case .some(1...127):
            // The entrypoint exits with the script's own code, so this is the script's, though its log is not whole.
            outcome = .exited(Int32(code ?? 1))
        case .some(0):
            outcome = .unknown(reason: "the container exited with 0, but its log has no trailer to confirm it")
        case .some(let code):
            // 137 and the like: the entrypoint itself was killed, and took with it how the script ended.
            outcome = .unknown(reason: "the container was killed (exit code \(code)), and left no trailer")
        case .none:
            outcome = .unknown(reason: "the task ended without an exit code: \(diagnosis.words)")
        }
    }

    /// Why a task was stopped: what a stop of ours left on it, or that somebody else asked ECS to stop it.
    private static func stopReason(_ task: ECSTask) -> StopReason? {
        if let reason = StopRequest.reason(in: task.tags) { return reason }
        if let told = task.stoppedReason, told.hasPrefix(stopPrefix),
            let reason = StopReason(rawValue: String(told.dropFirst(stopPrefix.count)))
        {
            return reason
        }
        return task.stopCode == "UserInitiated" ? .requested : nil
    }

    /// What ECS says of a stop that was not ours.
    private static func remark(on task: ECSTask) -> String? {
        guard StopRequest.reason(in: task.tags) == nil, let told = task.stoppedReason, !told.hasPrefix(stopPrefix)
        else {
            return nil
        }
        return "ECS says: \(told)"
    }

    /// What the reason of a stop of ours begins with.
    static let stopPrefix = "deploy-runner: "
}

extension Ailment {
    /// Whether a task with it cannot have run its script, whatever else ECS says of it.
    fileprivate var meansNotStarted: Bool {
        switch self {
        case .imageNotFound, .imageAccessDenied, .imageRateLimited, .registryUnreachable, .imageArchitecture,
            .imagePullFailed, .secretAccessDenied, .secretNotFound, .secretKeyDenied, .secretUnreachable,
            .secretUnavailable, .programNotFound, .containerNotStarted:
            true
        default: false
        }
    }
}
