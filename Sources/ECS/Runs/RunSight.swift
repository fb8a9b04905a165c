import AWS
import RunProtocol

/// What is known of a run at one moment, and what follows from it.
struct RunSight: Sendable {
    let record: RunRecord
    let place: RunPlace
    /// What ECS says; `nil` when it does not know the task.
    let task: ECSTask?
    let log: LogEnd
    let at: Timestamp

    /// ECS keeps a task for about an hour after it stopped, so it cannot have forgotten one that started later.
    static let memory = Duration.seconds(3600)

    /// What the run is doing, as far as it can be told without reading its whole log.
    var phase: RunPhase {
        if log.trailer != nil || isForgotten { return .ended }
        guard let task else { return log.hasRecords ? .running : .starting }
        switch task.phase {
        case .starting where log.hasRecords: return .running
        case .ended where logAllowance != .zero: return .stopping
        case let phase: return phase
        }
    }

    /// Where the run stands.
    var status: RunStatus {
        var status = statusInProgress
        if status.phase == .ended { return ended }
        if task?.phase == .ended { status.detail = "the task has ended; the rest of its log is on its way" }
        return status
    }

    /// Where the run stands when its log was read to its end, and nothing more can come.
    var ended: RunStatus {
        var status = statusInProgress
        status.phase = .ended
        if let trailer = log.trailer {
            let ending = TaskEnding(trailer.value, task)
            (status.outcome, status.detail) = (ending.outcome, ending.detail)
            status.endedAt = trailer.at
            status.facts = trailer.value.facts
        } else if let task {
            let ending = TaskEnding(withoutTrailer: task, container: record.container)
            (status.outcome, status.detail) = (ending.outcome, ending.detail)
            status.endedAt = task.stoppedAt ?? task.stoppingAt ?? at
        } else {
            status.outcome = .unknown(reason: "ECS does not know the task any more, and its log has no trailer")
            status.endedAt = at
        }
        return status
    }

    private var statusInProgress: RunStatus {
        var status = RunStatus(
            run: record.run,
            container: record.container,
            script: record.script,
            startedAt: record.startedAt
        )
        status.phase = phase
        status.log = place.logWithTask
        return status
    }

    /// Whether ECS does not know the task and has had the time to forget it.
    private var isForgotten: Bool { task == nil && at.since(record.startedAt) > Self.memory }

    /// How much longer the log may grow once the task has ended; `nil` while it is not known to have.
    var logAllowance: Duration? {
        guard let task else { return isForgotten ? .zero : nil }
        guard task.phase == .ended else { return nil }
        guard task.hasRun(record.container) else { return .zero }
        guard let stopped = task.stoppedAt else { return LogReading.patience }
        return min(LogReading.patience, max(.zero, LogReading.patience - at.since(stopped)))
    }
}
