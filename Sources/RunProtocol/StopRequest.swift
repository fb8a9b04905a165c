/// How a run is asked to stop, and why (DESIGN D9).
public struct StopRequest: Hashable, Sendable, Codable {
    /// How long the job may take.
    public var urgency: Urgency
    /// Why; recorded with the outcome.
    public var reason: StopReason

    /// Makes a request to stop.
    public init(_ urgency: Urgency, because reason: StopReason) {
        self.urgency = urgency
        self.reason = reason
    }

    /// How long the job may take to stop.
    public enum Urgency: String, Hashable, Sendable, Codable, Comparable, CaseIterable {
        /// SIGINT, then the script's whole grace, then SIGTERM, then SIGKILL.
        case graceful
        /// No more grace: SIGTERM now, SIGKILL shortly after.
        case hurried

        /// Graceful comes before hurried.
        public static func < (first: Urgency, second: Urgency) -> Bool {
            first == .graceful && second == .hurried
        }
    }
}

/// Why a run was stopped.
public enum StopReason: Hashable, Sendable {
    /// The client that waited for the run received this signal (2: Ctrl-C, 15: a CI tool that cancels).
    case signal(Int32)
    /// Somebody asked for it with `stop`.
    case requested
    /// The client vanished, and the script's `on_abandon` is `cancel`.
    case abandoned
    /// The run took longer than it may.
    case timedOut
    /// The log could not be written any more.
    case logUnwritable
    /// The task's host was told to end (a machine that shuts down, ECS that stops the task).
    case hostStopped

    /// The exit code of a run that ended for this reason.
    public var exitCode: Int32 {
        switch self {
        case .signal(let number): ExitCode.signal(number)
        case .timedOut: ExitCode.timedOut.rawValue
        case .logUnwritable: ExitCode.logIncomplete.rawValue
        case .requested, .abandoned, .hostStopped: ExitCode.signal(15)
        }
    }
}

extension StopReason: RawRepresentable, Codable {
    /// The reason as it stands in records and on the wire, such as `signal-2`, `requested` or `timed-out`.
    public var rawValue: String {
        switch self {
        case .signal(let number): "signal-\(number)"
        case .requested: "requested"
        case .abandoned: "abandoned"
        case .timedOut: "timed-out"
        case .logUnwritable: "log-unwritable"
        case .hostStopped: "host-stopped"
        }
    }

    /// Reads a reason from its form in records and on the wire.
    public init?(rawValue: String) {
        switch rawValue {
        case "requested": self = .requested
        case "abandoned": self = .abandoned
        case "timed-out": self = .timedOut
        case "log-unwritable": self = .logUnwritable
        case "host-stopped": self = .hostStopped
        default:
            guard let digits = rawValue.split(separator: "-").last, let number = Int32(digits),
                (1...64).contains(number)
            else { return nil }
            self = .signal(number)
            // One form only: no sign, no zero in front, no combining character on the hyphen.
            guard self.rawValue.utf8.elementsEqual(rawValue.utf8) else { return nil }
        }
    }
}

extension StopReason: CustomStringConvertible {
    /// The reason in words, to stand behind "stopped: ".
    public var description: String {
        switch self {
        case .signal(2): "interrupted (SIGINT)"
        case .signal(15): "the client was told to end (SIGTERM)"
        case .signal(1): "the client's terminal went away (SIGHUP)"
        case .signal(let number): "the client received signal \(number)"
        case .requested: "somebody asked for it"
        case .abandoned: "its client vanished"
        case .timedOut: "it took longer than it may"
        case .logUnwritable: "its log could not be written"
        case .hostStopped: "its host was told to end"
        }
    }
}
