/// Why a request can be refused; the raw value is the `errorType` of the answer, stable and searchable.
public enum RejectionType: String, Hashable, Sendable, CaseIterable {
    /// No container has this name.
    case containerNotFound = "ContainerNotFoundError"
    /// The request names no container and none is marked `default`.
    case noDefaultContainer = "NoDefaultContainerError"
    /// The container does not list this script.
    case scriptNotAllowed = "ScriptNotAllowedError"
    /// An argument, or all of them together, are too long.
    case argumentTooLong = "ArgumentTooLongError"
    /// An argument contains a control character, a bidirectional override, or a byte that is not UTF-8.
    case argumentCharacter = "ArgumentCharacterError"
    /// A bare `--` is among the arguments.
    case argumentTerminator = "ArgumentTerminatorError"
    /// The value of an option that is a list of arguments itself has an open quote.
    case argumentQuoting = "ArgumentQuotingError"
    /// A positional argument where none is allowed.
    case positionalNotAllowed = "PositionalArgsNotAllowedError"
    /// A token begins with a dash and is no option name.
    case optionName = "OptionNameError"
    /// The option is not in `allowed_options`.
    case optionNotAllowed = "OptionNotInAllowedOptionsError"
    /// The option is in `restricted_options`.
    case optionRestricted = "OptionInRestrictedOptionsError"
    /// The configuration passes the option, and callers may not pass another value.
    case optionHardcoded = "OptionHardcodedError"
    /// The option is in `single_options` and given again.
    case optionRepeated = "OptionRepeatedError"
    /// The option takes a value and has none.
    case optionValueMissing = "OptionValueMissingError"
    /// The option takes no value and has one.
    case optionValueUnexpected = "OptionValueUnexpectedError"
    /// The value begins with a dash, which `dash_value_options` does not allow.
    case optionDashValue = "OptionDashValueError"
    /// The value does not match the option's pattern.
    case optionRegexRestricted = "OptionRegexRestrictedError"
    /// More CPU than the maximum, or none.
    case taskCPU = "TaskCpuRestrictedError"
    /// More memory than the maximum, or none.
    case taskMemory = "TaskMemoryRestrictedError"
    /// Fargate has no task of this size.
    case taskSize = "TaskSizeNotSupportedError"
}
