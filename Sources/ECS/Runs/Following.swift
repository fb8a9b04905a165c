import AWS
import Invoker
import RunProtocol

/// What a follower knows of its run, and when it looks again.
struct Following: Sendable {
    let record: RunRecord
    let place: RunPlace
    var reading: LogReading
    /// What ECS last said.
    private(set) var task: ECSTask?
    /// Since when which calls have failed.
    var trouble: [Subject: Duration] = [:]
    /// The page that was asked for while the one before it was delivered.
    var ahead: PageAhead?
    private var missingSince: Duration?
    private var lookedAt: Duration?
    private var phase: RunPhase?

    /// What AWS is asked about.
    enum Subject: Hashable, Sendable {
        case task
        case log
    }

    /// How long a task may be unknown to ECS before it counts as gone: right after RunTask it often is.
    static let missingPatience = Duration.seconds(30)

    init(_ record: RunRecord, at place: RunPlace, from cursor: LogCursor) {
        self.record = record
        self.place = place
        reading = LogReading(from: cursor)
    }

    /// Notes what ECS says of the task; `nil` is what it says of one that it does not know, or not yet.
    mutating func saw(_ answer: ECSTask?, at time: Duration, now: Timestamp) {
        lookedAt = time
        let sawItRun = task.map { $0.phase != .ended && $0.hasRun(record.container) } ?? false
        if let answer {
            // It counted as gone, and is there after all.
            let wasGone = missingSince.map { time - $0 >= Self.missingPatience } ?? false
            if wasGone, answer.phase != .ended { reading.taskLives() }
            task = answer
            missingSince = nil
        } else {
            missingSince = missingSince ?? time
        }
        if let allowance = sight(now).logAllowance {
            // Whoever saw the task run needs no clock that agrees with AWS's to know that it has just ended.
            reading.taskEnded(allowing: sawItRun ? LogReading.patience : allowance, at: time)
        } else if let missingSince, time - missingSince >= Self.missingPatience {
            reading.taskEnded(allowing: LogReading.patience, at: time)
        }
    }

    /// How long until the task is looked at again; a task that has ended has no more news.
    func untilLook(at time: Duration) -> Duration {
        guard let lookedAt else { return .zero }
        let interval: Duration =
            switch task?.phase {
            case .ended: .seconds(3600)
            case .running: .seconds(3)
            default: .seconds(1)
            }
        return max(.zero, lookedAt + interval - time)
    }

    /// What is known now.
    func sight(_ now: Timestamp) -> RunSight {
        RunSight(record: record, place: place, task: task, log: LogEnd(reading), at: now)
    }

    /// The first status of all.
    ///
    /// It may know of the trailer already, which the reading has yet to come to.
    mutating func first(_ sight: RunSight, at time: Duration) -> RunStatus {
        phase = sight.phase
        if sight.log.trailer != nil { reading.taskEnded(allowing: LogReading.patience, at: time) }
        return sight.status
    }

    /// The status, when the run has entered another phase since the last one; its end is told otherwise.
    mutating func news(_ sight: RunSight) -> RunStatus? {
        let current = sight.phase
        guard current != phase, current != .ended, phase != .ended else { return nil }
        phase = current
        return sight.status
    }
}
