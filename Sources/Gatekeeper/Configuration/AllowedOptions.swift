/// The options that a caller may give.
public enum AllowedOptions: Hashable, Sendable {
    /// These and no others.
    case listed([OptionName])
    /// Any option; one that is not listed anywhere takes a value.
    case any
}
