import Glibc
import RunProtocol

/// Decides what a client does about its run when it is told to end (DESIGN D9).
///
/// The first reason of any kind stops the run gracefully. After that only Ctrl-C counts: the next hurries, the one
/// after that leaves. A CI tool that cancels sends SIGINT, SIGTERM 7.5 seconds later, then SIGKILL: if that SIGTERM
/// hurried, every cancelled build would kill terraform while it saves its state. So SIGTERM and SIGHUP never hurry.
struct StopPolicy: Hashable, Sendable {
    private var urgency: StopRequest.Urgency?
    private var lastInterrupt: Duration?

    /// What to do.
    enum Action: Hashable, Sendable {
        /// Ask the run to stop.
        case stop(StopRequest)
        /// End, and let the run stop by itself.
        case leave
        /// Go on.
        case nothing
    }

    /// Takes what happened, and when, counted from the start.
    mutating func handle(_ trigger: StopTrigger, at time: Duration) -> Action {
        let isInterrupt = trigger == .signal(SIGINT)
        if isInterrupt, let lastInterrupt, time - lastInterrupt < Self.sameKeystroke { return .nothing }
        if isInterrupt { lastInterrupt = time }
        switch urgency {
        case .none:
            urgency = .graceful
            return .stop(StopRequest(.graceful, because: trigger.reason))
        case .graceful where isInterrupt:
            urgency = .hurried
            return .stop(StopRequest(.hurried, because: trigger.reason))
        case .hurried where isInterrupt: return .leave
        default: return .nothing
        }
    }

    /// A wrapper (npm, make, a shell script with a trap) passes on the SIGINT that the terminal has sent to the whole
    /// process group anyway: two signals for one keystroke, milliseconds apart.
    private static let sameKeystroke = Duration.milliseconds(200)
}
