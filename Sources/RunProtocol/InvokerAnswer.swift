/// The answer to `run`: the run was started, or had been by an earlier request with the same client token.
public struct RunAnswer: Hashable, Sendable, Codable {
    /// The run, for `status`, `logs` and `stop`.
    public var run: RunID
    /// The engine's own name for the task: an ECS task ARN, or the sandbox's folder.
    public var task: String
    /// The container that the task runs.
    public var container: String
    /// The script that the task runs.
    public var script: String
    /// Where the log lies, in the engine's own terms.
    public var log: [String: String]
    /// The commit that the request's ref was resolved to, when that was known before the task started.
    public var resolvedRef: String?

    /// Makes an answer.
    public init(run: RunID, task: String, container: String, script: String) {
        self.run = run
        self.task = task
        self.container = container
        self.script = script
        log = [:]
    }

    private enum CodingKeys: String, CodingKey {
        case run = "run_id"
        case task
        case container
        case script
        case log
        case resolvedRef = "resolved_ref"
    }
}

/// The answer to `explain`.
public enum ExplainAnswer: Hashable, Sendable {
    /// The request may run, with this argument vector.
    case allow(Allowed)
    /// The request may not run.
    case refuse(RunnerError)

    /// What would run.
    public struct Allowed: Hashable, Sendable {
        /// The container.
        public var container: String
        /// The script.
        public var script: String
        /// The final argument vector: hardcoded options, the caller's, hardcoded arguments.
        public var argv: [String]

        /// Makes a description of what would run.
        public init(container: String, script: String, argv: [String]) {
            self.container = container
            self.script = script
            self.argv = argv
        }
    }
}

/// The answer to `describe`: containers in alphabetical order.
public struct DescribeAnswer: Hashable, Sendable, Codable {
    /// The containers.
    public var containers: [Container]

    /// Makes an answer.
    public init(containers: [Container]) {
        self.containers = containers
    }

    /// One container and what may run in it.
    public struct Container: Hashable, Sendable, Codable {
        /// Its name.
        public var name: String
        /// Its scripts in alphabetical order.
        public var scripts: [String]
        /// Whether a request that names no container means this one.
        public var isDefault: Bool

        /// Makes a description of a container.
        public init(name: String, scripts: [String], isDefault: Bool) {
            self.name = name
            self.scripts = scripts
            self.isDefault = isDefault
        }

        private enum CodingKeys: String, CodingKey {
            case name
            case scripts
            case isDefault = "default"
        }
    }
}

extension ExplainAnswer: Codable {
    private enum CodingKeys: String, CodingKey {
        case decision
        case container
        case script
        case argv
        case errorType
        case errorMessage
        case rule
        case hint
    }

    /// Writes `{"decision": "allow", "argv": […]}` or `{"decision": "refuse", "errorType": …}`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .allow(let allowed):
            try container.encode("allow", forKey: .decision)
            try container.encode(allowed.container, forKey: .container)
            try container.encode(allowed.script, forKey: .script)
            try container.encode(allowed.argv, forKey: .argv)
        case .refuse(let error):
            try container.encode("refuse", forKey: .decision)
            try container.encode(error.errorType, forKey: .errorType)
            try container.encode(error.message, forKey: .errorMessage)
            try container.encodeIfPresent(error.rule, forKey: .rule)
            try container.encodeIfPresent(error.hint, forKey: .hint)
        }
    }

    /// Reads what `encode(to:)` writes; a decision of an unknown kind is an error, never an allowance.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        switch try container.decode(String.self, forKey: .decision) {
        case "allow":
            self = .allow(
                Allowed(
                    container: try container.decode(String.self, forKey: .container),
                    script: try container.decode(String.self, forKey: .script),
                    argv: try container.decode([String].self, forKey: .argv)
                )
            )
        case "refuse":
            var error = RunnerError(
                .refused,
                try container.decode(String.self, forKey: .errorType),
                try container.decode(String.self, forKey: .errorMessage),
                hint: try container.decodeIfPresent(String.self, forKey: .hint)
            )
            error.rule = try container.decodeIfPresent(String.self, forKey: .rule)
            self = .refuse(error)
        case let decision:
            throw DecodingError.dataCorruptedError(
                forKey: .decision,
                in: container,
                debugDescription: "\"\(decision)\" is no decision"
            )
        }
    }
}
