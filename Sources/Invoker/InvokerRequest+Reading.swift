public import Gatekeeper
public import RunProtocol

extension InvokerRequest {
    /// Reads a request from its wire form (DESIGN section 5), exactly: what is unknown, doubled or of another type is
    /// refused, since a gate that reads a request otherwise than its caller meant it has already lost.
    ///
    /// - Throws: `MalformedRequest` (64), with everything that is wrong.
    public static func read(_ json: [UInt8]) throws(RunnerError) -> InvokerRequest {
        let node: ConfigurationNode
        do {
            node = try StrictJSON.parse(json)
        } catch {
            throw malformed(["\(error)"])
        }
        return try read(node.located())
    }

    /// Reads a request from a document that was parsed already.
    ///
    /// - Throws: `MalformedRequest` (64), with everything that is wrong.
    public static func read(_ node: ConfigurationNode) throws(RunnerError) -> InvokerRequest {
        var reader = FieldReader(node, kind: "a request")
        let action = reader.choice("action", of: Action.self)?.value ?? .run
        let request = action.read(&reader)
        let findings = reader.finish()
        guard findings.isEmpty, let request else { throw malformed(findings.map(\.description)) }
        return request
    }

    private static func malformed(_ findings: [String]) -> RunnerError {
        RunnerError(
            .usage,
            RunnerError.malformedRequest,
            "the request cannot be read",
            hint:
                "a request is {\"container_name\": …, \"script\": …, \"args\": […]}, with \"action\" where it is not \"run\""
        ).caused(by: findings.joined(separator: "; "))
    }
}

extension RunnerError {
    /// The type of the error that a request which cannot be read is answered with.
    static let malformedRequest = "MalformedRequest"
}

/// The actions of the wire, each with its own fields.
private enum Action: String, CaseIterable {
    case run
    case explain
    case describe
    case status
    case logs
    case stop
    case attend

    func read(_ reader: inout FieldReader) -> InvokerRequest? {
        switch self {
        case .run:
            let attendance = reader.choice("attendance", of: RunAttendance.self)?.value ?? .unattended
            return reader.runRequest().map { .run($0, attendance) }
        case .explain: return reader.runRequest().map { .explain($0) }
        case .describe: return .describe
        case .status: return reader.run().map { .status($0) }
        case .logs:
            let cursor = reader.cursor()
            let limits = LogLimits(
                seconds: reader.integer("max_seconds", in: 1...900)?.value,
                bytes: reader.integer("max_bytes", in: 1...(1 << 30))?.value
            )
            guard let run = reader.run(), let cursor else { return nil }
            return .logs(run, cursor, limits)
        case .stop:
            let urgency = reader.choice("urgency", of: StopRequest.Urgency.self)?.value ?? .graceful
            let reason = reader.stopReason()
            guard let run = reader.run(), let reason else { return nil }
            return .stop(run, StopRequest(urgency, because: reason))
        case .attend: return reader.run().map { .attend($0) }
        }
    }
}

extension FieldReader {
    fileprivate mutating func runRequest() -> RunRequest? {
        let container = string("container_name")
        let script = string("script")
        if script == nil { reportMissing("script") }
        let arguments = arguments()
        var request = RunRequest(
            containerName: container?.value.string,
            script: script?.value.string ?? "",
            args: arguments ?? []
        )
        request.taskCPU = integer("task_cpu", in: 1...(1 << 20))?.value
        request.taskMemory = integer("task_memory", in: 1...(1 << 24))?.value
        request.taskLaunchType = string("task_launch_type")?.value.string
        request.clientToken = string("client_token")?.value.string
        for entry in stringMap("caller") {
            request.caller[entry.value.name.string] = entry.value.value.value.string
        }
        return script == nil || arguments == nil ? nil : request
    }

    /// `args`: a list of strings, or, as schedules send it, one string that is split as a shell splits words.
    private mutating func arguments() -> [String]? {
        guard let node = node("args") else { return [] }
        guard let text = node.string else { return strings("args")?.value.map(\.value.string) }
        do {
            return try ShellWords.split(text).map(\.string)
        } catch {
            report(.error(.malformed, at: node.location, "args cannot be split into words: \(error)"))
            return nil
        }
    }

    fileprivate mutating func run() -> RunID? {
        guard let text = string("run_id") else {
            reportMissing("run_id")
            return nil
        }
        if let run = RunID(text.value.string) { return run }
        report(.error(.unknownValue, at: text.location, "(\(text.value)) is not a run id"))
        return nil
    }

    fileprivate mutating func cursor() -> LogCursor? {
        guard let text = string("cursor") else { return .start }
        if let cursor = LogCursor(text.value.string) { return cursor }
        report(.error(.unknownValue, at: text.location, "(\(text.value)) is not a cursor"))
        return nil
    }

    fileprivate mutating func stopReason() -> StopReason? {
        guard let text = string("reason") else { return .requested }
        if let reason = StopReason(rawValue: text.value.string) { return reason }
        report(.error(.unknownValue, at: text.location, "(\(text.value)) is not a reason to stop"))
        return nil
    }
}
