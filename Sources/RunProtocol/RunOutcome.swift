/// How a run ended.
public enum RunOutcome: Hashable, Sendable {
    /// The script ended by itself with this code: the job's own, passed on verbatim.
    case exited(Int32)
    /// A signal that nobody sent through the runner ended the script (9 is often the kernel, out of memory).
    case killed(signal: Int32)
    /// The runner stopped the script; with its code where it still gave one.
    case stopped(StopReason, code: Int32?)
    /// The task never ran the script; what it takes until it can.
    case notStarted(reason: String, remedy: Remedy = .change)
    /// The task is gone and left no word of how it ended.
    case unknown(reason: String)

    /// What may let a task start that did not.
    public enum Remedy: Hashable, Sendable {
        /// Something must be put right first, as far as is known.
        case change
        /// Time: capacity or a quota was short, something was throttled or lost.
        case time
    }

    /// The code that `infrastructure-deployer` exits with, given that the log is complete.
    ///
    /// A stopped run never counts as a success, even when the script managed to exit with 0. Nor does a code that no
    /// process can exit with: the kernel would pass on its last byte only, and 256 would be 0.
    public var exitCode: Int32 {
        switch self {
        case .exited(let code) where Self.codes.contains(code): code
        case .exited: ExitCode.outcomeUnknown.rawValue
        case .killed(let signal): ExitCode.signal(signal)
        case .stopped(let reason, _): reason.exitCode
        case .notStarted(_, .change): ExitCode.unavailable.rawValue
        case .notStarted(_, .time): ExitCode.tryAgain.rawValue
        case .unknown: ExitCode.outcomeUnknown.rawValue
        }
    }

    /// The codes that a process can exit with.
    private static let codes: ClosedRange<Int32> = 0...255

    /// The signals that can end a process.
    private static let signals: ClosedRange<Int32> = 1...64

    /// The code with the log taken into account: a success whose log is not proved complete is none.
    public func exitCode(with completeness: LogCompleteness) -> Int32 {
        guard exitCode == 0, !completeness.isComplete else { return exitCode }
        return ExitCode.logIncomplete.rawValue
    }
}

extension RunOutcome: CustomStringConvertible {
    /// The outcome in a few words: `exited with 2`, `stopped: interrupted (SIGINT)`.
    public var description: String {
        switch self {
        case .exited(0): "succeeded"
        case .exited(let code): "exited with \(code)"
        case .killed(let signal): "killed by signal \(signal)"
        case .stopped(let reason, .some(let code)): "stopped: \(reason); the script exited with \(code)"
        case .stopped(let reason, .none): "stopped: \(reason)"
        case .notStarted(let reason, _): "did not start: \(reason)"
        case .unknown(let reason): "outcome unknown: \(reason)"
        }
    }
}

extension RunOutcome: Codable {
    private enum CodingKeys: String, CodingKey {
        case end
        case code
        case signal
        case stopped
        case reason
        case mayPass = "may_pass"
    }

    /// Writes `{"end": "exited", "code": 0}` and its siblings.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .exited(let code):
            try container.encode("exited", forKey: .end)
            try container.encode(code, forKey: .code)
        case .killed(let signal):
            try container.encode("killed", forKey: .end)
            try container.encode(signal, forKey: .signal)
        case .stopped(let reason, let code):
            try container.encode("stopped", forKey: .end)
            try container.encode(reason.rawValue, forKey: .stopped)
            try container.encodeIfPresent(code, forKey: .code)
        case .notStarted(let reason, let remedy):
            try container.encode("not-started", forKey: .end)
            try container.encode(reason, forKey: .reason)
            if remedy == .time { try container.encode(true, forKey: .mayPass) }
        case .unknown(let reason):
            try container.encode("unknown", forKey: .end)
            try container.encode(reason, forKey: .reason)
        }
    }

    /// Reads what `encode(to:)` writes; an end of an unknown kind is an error, never a success, and so is a code or a
    /// signal that no process can have ended with.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch try container.decode(String.self, forKey: .end) {
        case "exited": self = .exited(try Self.number(in: Self.codes, container, .code))
        case "killed": self = .killed(signal: try Self.number(in: Self.signals, container, .signal))
        case "stopped":
            let reason = try container.decode(StopReason.self, forKey: .stopped)
            let code = container.contains(.code) ? try Self.number(in: Self.codes, container, .code) : nil
            self = .stopped(reason, code: code)
        case "not-started":
            let mayPass = try container.decodeIfPresent(Bool.self, forKey: .mayPass) ?? false
            self = .notStarted(
                reason: try container.decode(String.self, forKey: .reason),
                remedy: mayPass ? .time : .change
            )
        case "unknown": self = .unknown(reason: try container.decode(String.self, forKey: .reason))
        case let end:
            throw DecodingError.dataCorruptedError(
                forKey: .end,
                in: container,
                debugDescription: "\"\(end)\" is no way for a run to end"
            )
        }
    }

    private static func number(
        in range: ClosedRange<Int32>,
        _ container: KeyedDecodingContainer<CodingKeys>,
        _ key: CodingKeys
    ) throws -> Int32 {
        let number = try container.decode(Int32.self, forKey: key)
        guard range.contains(number) else {
            throw DecodingError.dataCorruptedError(
                forKey: key,
                in: container,
                debugDescription: "\(number) is not in \(range.lowerBound) to \(range.upperBound)"
            )
        }
        return number
    }
}
