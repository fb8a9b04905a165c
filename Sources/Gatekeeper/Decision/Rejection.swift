/// Why a request was refused, by which rule, and what would have been allowed.
public struct Rejection: Error, Hashable, Sendable {
    /// What kind of refusal this is.
    public let type: RejectionType
    /// What is wrong, beginning with the documented text where there is one.
    ///
    /// Values are shown with control and
    /// bidirectional characters escaped, and cut at a readable length.
    public let message: String
    /// The rule that refused, such as `terraform-planner/infrastructure-deploy-script/restricted_options_regex/repo`.
    public let rule: String
    /// The nearest that is allowed, or what to do next.
    public internal(set) var hint: String?
    /// The option that it is about, as it is written.
    public internal(set) var option: ByteString?
    /// The value that it is about.
    public internal(set) var value: ByteString?

    init(_ type: RejectionType, _ message: String, rule: String) {
        self.type = type
        self.message = message
        self.rule = rule
    }

    /// The documented name of the refusal, such as `OptionRegexRestrictedError`.
    public var errorType: String { type.rawValue }

    func about(_ option: ByteString, value: ByteString? = nil) -> Rejection {
        var rejection = self
        rejection.option = option
        rejection.value = value
        return rejection
    }

    func hinting(_ hint: String?) -> Rejection {
        var rejection = self
        rejection.hint = hint
        return rejection
    }
}

extension Rejection: CustomStringConvertible {
    /// Type and message in the documented form, then the rule and the hint on lines of their own.
    public var description: String {
        let hintLine = hint.map { "\nhint: \($0)" } ?? ""
        return "\(errorType): \(message)\nrule: \(rule)\(hintLine)"
    }
}
