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
        var started: [Job] = []
        var left: [Job] = []
        for job in waiting {
            if let obstacle = obstacle(job) {
                end(job, .notStarted(obstacle))
            } else if running.count < limit, isReady(job, behind: left) {
                running[job.folder] = job
                started.append(job)
            } else {
                left.append(job)
            }
        }
        waiting = left
        return started
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

    /// Whether a job can start now, given the jobs before it that wait as well.
    private func isReady(_ job: Job, behind earlier: [Job]) -> Bool {
        guard job.after.allSatisfy({ ended[$0] == .succeeded }) else { return false }
        guard mode == .apply else { return true }
        let open = earlier + running.values
        // Destroys come first, and within each kind the accounts in their turn.
        return !open.contains { ($0.action == .destroy ? 0 : 1, $0.turn) < (job.action == .destroy ? 0 : 1, job.turn) }
    }
}
