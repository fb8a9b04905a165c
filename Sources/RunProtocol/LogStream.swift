/// Which of the three streams of a task's log a record belongs to.
public enum LogStream: String, Hashable, Sendable, Codable {
    /// The script's standard output.
    case output = "out"
    /// The script's standard error.
    case errors = "err"
    /// The runner's own remarks: what it runs, and that it stops.
    case notes = "note"
}
