public import RunProtocol

/// What the function writes about its work: one JSON object a line, for whoever searches the function's own log.
///
/// It names the decision, the rule, the caller and the run. It never holds the value of an argument or of a secret.
public struct Journal: Sendable {
    private let threshold: Level
    private let now: @Sendable () -> Timestamp
    private let emit: @Sendable ([UInt8]) -> Void

    /// How much a line matters.
    public enum Level: String, Hashable, Sendable, Comparable, CaseIterable, Codable {
        case debug
        case info
        case warn
        case error

        /// Debug comes first.
        public static func < (first: Level, second: Level) -> Bool {
            first.rank < second.rank
        }

        private var rank: Int {
            switch self {
            case .debug: 0
            case .info: 1
            case .warn: 2
            case .error: 3
            }
        }
    }

    /// A journal that passes on what is at least this important.
    public init(
        _ threshold: Level,
        now: @escaping @Sendable () -> Timestamp,
        emit: @escaping @Sendable ([UInt8]) -> Void
    ) {
        self.threshold = threshold
        self.now = now
        self.emit = emit
    }

    /// Writes one line.
    public func write(_ level: Level, _ message: String, _ entry: Entry) {
        guard level >= threshold else { return }
        emit(JSON.encode(Line(time: now(), level: level, message: message, entry: entry)) + [UInt8(ascii: "\n")])
    }

    /// What is known of one call.
    public struct Entry: Hashable, Sendable, Encodable {
        /// The host's name for the call.
        public var requestID: String?
        private var action: String?
        private var container: String?
        private var script: String?
        private var caller: [String: String]?
        private var decision: String?
        private var rule: String?
        private var run: String?
        private var task: String?
        private var errorType: String?
        private var cause: String?

        /// An entry about a call, or about none.
        public init(requestID: String? = nil) {
            self.requestID = requestID
        }

        /// Notes what was asked for.
        mutating func note(_ request: InvokerRequest) {
            action = request.action
            switch request {
            case .run(let request, _), .explain(let request):
                container = request.containerName
                script = request.script
                caller = request.caller.isEmpty ? nil : request.caller
            case .status(let id), .logs(let id, _, _), .stop(let id, _), .attend(let id):
                run = id.description
            case .describe:
                break
            }
        }

        /// Notes that a run was allowed and started.
        mutating func note(_ answer: RunAnswer) {
            decision = "allow"
            container = answer.container
            run = answer.run.description
            task = answer.task
        }

        /// Notes a decision that started nothing.
        mutating func note(_ answer: ExplainAnswer) {
            switch answer {
            case .allow(let allowed):
                decision = "allow"
                container = allowed.container
            case .refuse(let error): note(error)
            }
        }

        /// Notes why a call failed.
        ///
        /// What the caller sent is not repeated: the text of a refusal shows the value that was refused, and that of a
        /// request that cannot be read may show any of its fields.
        public mutating func note(_ error: RunnerError) {
            errorType = error.errorType
            if error.code == .refused {
                decision = "refuse"
                rule = error.rule
            } else if error.errorType != RunnerError.malformedRequest {
                cause = [error.message, error.cause].compactMap(\.self).joined(separator: ": ")
            }
        }

        private enum CodingKeys: String, CodingKey {
            case requestID = "request_id"
            case action
            case container
            case script
            case caller
            case decision
            case rule
            case run = "run_id"
            case task
            case errorType = "error_type"
            case cause
        }
    }

    private struct Line: Encodable {
        let time: Timestamp
        let level: Level
        let message: String
        let entry: Entry

        private enum CodingKeys: String, CodingKey {
            case time
            case level
            case message
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(time, forKey: .time)
            try container.encode(level, forKey: .level)
            try container.encode(message, forKey: .message)
            try entry.encode(to: encoder)
        }
    }
}

extension InvokerRequest {
    /// The action's name on the wire.
    fileprivate var action: String {
        switch self {
        case .run: "run"
        case .explain: "explain"
        case .describe: "describe"
        case .status: "status"
        case .logs: "logs"
        case .stop: "stop"
        case .attend: "attend"
        }
    }
}
