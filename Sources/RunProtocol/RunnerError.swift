/// An error that a person will read: what happened, to which thing, why, and what to do next (DESIGN D11).
public struct RunnerError: Error, Hashable, Sendable {
    /// Which of the runner's exit codes the error leads to.
    public var code: ExitCode
    /// The stable name that programs match on, as in the documented `OptionRegexRestrictedError`.
    public var errorType: String
    /// What happened, naming the thing and its value: lower-case start, no full stop.
    public var message: String
    /// Why it happened, one cause a line, outermost first.
    public var cause: String?
    /// What to do next.
    public var hint: String?
    /// The rule that refused, when the gatekeeper did.
    public var rule: String?

    /// Makes an error; `cause`, `hint` and `rule` are properties to set where they are known.
    public init(_ code: ExitCode, _ errorType: String, _ message: String, hint: String? = nil) {
        self.code = code
        self.errorType = errorType
        self.message = message
        self.hint = hint
    }

    /// The same error with its cause.
    public func caused(by cause: String) -> RunnerError {
        var error = self
        error.cause = cause
        return error
    }
}

extension RunnerError: CustomStringConvertible {
    /// The error on as many lines as it has parts: `message`, then `cause:`, `rule:` and `hint:`.
    public var description: String {
        var lines = [message]
        if let cause { lines.append("cause: \(cause)") }
        if let rule { lines.append("rule: \(rule)") }
        if let hint { lines.append("hint: \(hint)") }
        return lines.joined(separator: "\n")
    }
}
