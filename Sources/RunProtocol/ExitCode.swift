/// The exit codes that are the runner's own (DESIGN D10).
///
/// Every other code that `infrastructure-deployer` exits with is the job's, passed on as it was. This is the one table
/// in the code; `docs/exit-codes.md` is the one in the documents, and a test compares them.
public enum ExitCode: Int32, CaseIterable, Sendable {
    /// The command line, the request or the configuration file is wrong (`EX_USAGE`).
    case usage = 64
    /// The task could not be started, or the engine or the invoker cannot be reached (`EX_UNAVAILABLE`).
    case unavailable = 69
    /// The task's end could not be observed, so nobody may call it a success (`EX_SOFTWARE`).
    case outcomeUnknown = 70
    /// The job succeeded, but its log could not be proved complete (`EX_IOERR`).
    case logIncomplete = 74
    /// A passing condition stood in the way; the same call may succeed later (`EX_TEMPFAIL`).
    case tryAgain = 75
    /// The gatekeeper refused the request (`EX_NOPERM`).
    case refused = 77
    /// The run took longer than it may, and was stopped.
    case timedOut = 124

    /// What the code means, as the documents say it.
    public var meaning: String {
        switch self {
        case .usage: "the command line, the request or the configuration is wrong"
        case .unavailable: "the task could not be started"
        case .outcomeUnknown: "the outcome is unknown: the task ended unseen"
        case .logIncomplete: "the job succeeded, but its log is incomplete"
        case .tryAgain: "a passing condition: try again"
        case .refused: "refused by the gatekeeper"
        case .timedOut: "timed out, and was stopped"
        }
    }

    /// The code for a run that signal `number`, 1 to 64, ended: 128 + n, as shells have it, and never 0.
    public static func signal(_ number: Int32) -> Int32 {
        128 + (number & 127)
    }
}
