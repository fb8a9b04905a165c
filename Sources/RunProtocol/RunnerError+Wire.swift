public import FoundationEssentials

extension RunnerError {
    /// The error as the invoker answers it: `{"errorType", "errorMessage", "exitCode", "cause", "hint", "rule"}`, the
    /// first two as the documented system has them.
    public var wire: Data { JSON.encode(WireError(self)) }

    /// Reads an error that an invoker answered, or answers `nil` when the JSON is none of ours: a function that crashed
    /// or ran out of time leaves an `errorMessage`, too, but no `exitCode`.
    public init?(wire json: some Sequence<UInt8>) {
        guard let error = try? JSON.decode(WireError.self, from: json), error.exitCode != nil else { return nil }
        self = error.runnerError
    }
}

/// An error in the shape of the wire.
struct WireError: Codable {
    let errorType: String
    let errorMessage: String
    let exitCode: Int32?
    let cause: String?
    let hint: String?
    let rule: String?

    init(_ error: RunnerError) {
        errorType = error.errorType
        errorMessage = error.message
        exitCode = error.code.rawValue
        cause = error.cause
        hint = error.hint
        rule = error.rule
    }

    /// The error again; a code that is not in our table means that the outcome is unknown.
    var runnerError: RunnerError {
        let code = exitCode.flatMap(ExitCode.init(rawValue:)) ?? .outcomeUnknown
        var error = RunnerError(code, errorType, errorMessage, hint: hint)
        error.cause = cause
        error.rule = rule
        return error
    }
}
