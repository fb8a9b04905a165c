import RunProtocol

/// What the engine tells the host of a task: one line of JSON on the host's standard input.
///
/// It holds the job's secrets, so it is never an argument and never a file.
struct TaskSpecification: Hashable, Sendable, Codable {
    /// The run.
    var run: RunID
    /// The state directory.
    var state: String
    /// `bwrap` and its arguments.
    var sandbox: [String]
    /// The whole environment of the job.
    var environment: [String: String]
    /// What happens to the run when the client that waits for it vanishes.
    var onAbandon: Abandonment
    /// Whether a client waits.
    var attendance: RunAttendance
    /// How long the script has between SIGINT and SIGTERM, in seconds.
    var stopGrace: Double
    /// How long the task may run, in seconds.
    var maxRunTime: Double
    /// CPU units (1024 is one CPU) and MiB of memory.
    var cpu: Int
    /// Memory in MiB.
    var memory: Int
    /// The folder that the output is stored in when the run has ended.
    var artifacts: String?

    /// What happens to a run whose client vanishes.
    enum Abandonment: String, Hashable, Sendable, Codable {
        /// It is stopped.
        case cancel
        /// It goes on to its end.
        case finish
    }
}
