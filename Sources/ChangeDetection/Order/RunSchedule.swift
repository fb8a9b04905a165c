public import Git

/// Which jobs may start now, and which never will: the state of a run of many modules.
///
/// A failure stops what depends on it and nothing else. Where things are changed, an account depends on those before it.
public struct RunSchedule: Sendable {
    private let mode: Mode
    private var waiting: [Job]
    private var running: [GitPath: Job] = [:]
    private var ended: [GitPath: Ending] = [:]
    /// The turns in which something did not succeed.
    private var failedTurns: Set<Int> = []

    /// What a run of many modules does to the world.
    public enum Mode: Sendable, Hashable {
        /// Nothing: accounts need not wait for each other.
        case plan
        /// It changes it: account by account.
        case apply
    }

    /// How a job's part in the run ended.
    public enum Ending: Sendable, Hashable {
        /// It succeeded.
        case succeeded
        /// It did not.
        case failed
        /// It never started.
        case notStarted(Obstacle)
    }

    /// Why a job never started.
    public enum Obstacle: Sendable, Hashable {
        /// A module that it depends on did not succeed.
        case dependency(GitPath)
        /// Something in an account before its own did not succeed.
        case earlierAccount
        /// The run was told to end.
        case stopped
    }

    /// A run of jobs, in the order in which they are to start.
    public init(_ jobs: [Job], _ mode: Mode) {
        waiting = jobs
        self.mode = mode
    }

    /// How the jobs ended that have, by module.
    public var endings: [GitPath: Ending] { ended }

    /// Whether nothing runs and nothing will start.
    public var isOver: Bool { waiting.isEmpty && running.isEmpty }

    /// Takes out the jobs that start now, as many as may run at a time, and gives up those that never can.
    public mutating func start(upTo limit: Int) -> [Job] {
        giveUp()
        // Destroys come first, and within each kind the accounts in their turn.
        let now = mode == .apply ? (waiting + running.values).map(Rank.init).min() : nil
        var started: [Job] = []
        var left: [Job] = []
        for job in waiting {
            let isItsTurn = now.map { Rank(job) == $0 } ?? true
            if isItsTurn, running.count < limit, job.after.allSatisfy({ ended[$0] == .succeeded }) {
                running[job.folder] = job
                started.append(job)
            } else {
                left.append(job)
            }
        }
        waiting = left
        return started
    }

    /// Ends the jobs that cannot succeed any more; each stands behind those that it waits for.
    private mutating func giveUp() {
        var left: [Job] = []
        for job in waiting {
            if let obstacle = obstacle(job) { end(job, .notStarted(obstacle)) } else { left.append(job) }
        }
        waiting = left
    }

    /// When a job's kind and account have their turn.
    private struct Rank: Comparable {
        let phase: Int
        let turn: Int

        init(_ job: Job) {
            phase = job.action == .destroy ? 0 : 1
            turn = job.turn
        }

        static func < (left: Rank, right: Rank) -> Bool { (left.phase, left.turn) < (right.phase, right.turn) }
    }

    /// Notes how a job ended that was started.
    public mutating func finish(_ folder: GitPath, _ ending: Ending) {
        guard let job = running.removeValue(forKey: folder) else { return }
        end(job, ending)
    }

    /// Starts nothing more.
    public mutating func stop() {
        for job in waiting { end(job, .notStarted(.stopped)) }
        waiting = []
    }

    private mutating func end(_ job: Job, _ ending: Ending) {
        ended[job.folder] = ending
        if ending != .succeeded { failedTurns.insert(job.turn) }
    }

    private func obstacle(_ job: Job) -> Obstacle? {
        let failed = job.after.first { folder in ended[folder].map { $0 != .succeeded } ?? false }
        if let failed { return .dependency(failed) }
        return mode == .apply && failedTurns.contains { $0 < job.turn } ? .earlierAccount : nil
    }
}
