public import RunProtocol

/// The stop contract as a pure state machine: what to do next to a job that shall end (DESIGN D9).
///
/// A stop is a message. The script's own process gets SIGINT, as from a person at a terminal, and its whole grace to save
/// its state; then every process left gets SIGTERM, and shortly after SIGKILL. Hurrying skips what is left of the grace.
public struct StopSequence: Sendable, Hashable {
    private let grace: Duration
    private var stage = Stage.running

    /// Why the job is being stopped, once it is: the first reason given.
    public private(set) var reason: StopReason?

    /// A sequence that has not begun.
    ///
    /// - Parameter grace: how long the script has between SIGINT and SIGTERM.
    public init(grace: Duration) {
        self.grace = grace
    }

    private enum Stage: Hashable {
        case running
        case interrupted
        case terminated
        case killed
    }

    /// What the supervisor does next.
    public enum Action: Sendable, Hashable {
        /// Send SIGINT to the script's own process, and come back after the time given.
        case interrupt(thenWait: Duration)
        /// Send SIGTERM to every process of the job, and come back after the time given.
        case terminate(thenWait: Duration)
        /// Send SIGKILL to every process of the job.
        case kill
        /// There is nothing to do.
        case nothing
    }

    /// Somebody asks the job to stop.
    public mutating func requested(_ request: StopRequest) -> Action {
        reason = reason ?? request.reason
        switch (stage, request.urgency) {
        case (.running, .graceful):
            stage = .interrupted
            return .interrupt(thenWait: grace)
        case (.running, .hurried), (.interrupted, .hurried):
            stage = .terminated
            return .terminate(thenWait: Self.lastGrace)
        default:
            return .nothing
        }
    }

    /// The time that the last action gave has passed, and the script still runs.
    public mutating func waited() -> Action {
        switch stage {
        case .interrupted:
            stage = .terminated
            return .terminate(thenWait: Self.lastGrace)
        case .terminated:
            stage = .killed
            return .kill
        case .running, .killed:
            return .nothing
        }
    }

    /// How long the processes have between SIGTERM and SIGKILL.
    public static let lastGrace = Duration.seconds(10)

    /// The grace of a script whose configuration names none.
    public static let defaultGrace = Duration.seconds(60)
}
