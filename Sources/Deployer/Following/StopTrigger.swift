import Glibc
import RunProtocol

/// What happens to a client that makes it stop its run.
enum StopTrigger: Hashable, Sendable {
    /// It received a signal.
    case signal(Int32)
    /// It has waited for as long as it was to wait.
    case waitedTooLong
    /// Whoever read its output has gone.
    case readerGone

    /// What the run's record gives as the reason.
    var reason: StopReason {
        switch self {
        case .signal(let number): .signal(number)
        case .waitedTooLong: .timedOut
        case .readerGone: .signal(SIGPIPE)
        }
    }
}
