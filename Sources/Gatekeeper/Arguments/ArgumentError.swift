/// Why an argument list does not follow its grammar.
///
/// Every case names the index of the argument, counted from 0.
public enum ArgumentError: Error, Hashable, Sendable {
    /// A bare `--`, as an argument or as a value: what follows it would be read by another rule.
    case terminator(at: Int)
    /// A token that begins with a dash and is no option name.
    case malformedOption(ByteString, at: Int)
    /// An option that the table does not list.
    case unknownOption(OptionName, at: Int)
    /// A second occurrence of an option that may be given once.
    case repeatedOption(OptionName, value: ByteString?, at: Int)
    /// An option that takes a value, at the end of the list.
    case missingValue(OptionName, at: Int)
    /// A value given to an option that takes none.
    case unexpectedValue(OptionName, value: ByteString, at: Int)
    /// A value that begins with a dash, for an option that takes no such value.
    case dashValue(OptionName, value: ByteString, at: Int)
    /// A positional argument where none is taken.
    case positional(ByteString, at: Int)
}

extension ArgumentError: CustomStringConvertible {
    /// What is wrong with the list, as one sentence without a full stop.
    public var description: String {
        switch self {
        case .terminator(let index):
            "argument \(index + 1) is a bare --, which this command does not take"
        case .malformedOption(let token, _):
            "\(token) is not the name of an option"
        case .unknownOption(let name, _):
            "the option \(name) is not known"
        case .repeatedOption(let name, _, _):
            "the option \(name) is given more than once"
        case .missingValue(let name, _):
            "the option \(name) has no value"
        case .unexpectedValue(let name, let value, _):
            "the option \(name) takes no value, but is given (\(value))"
        case .dashValue(let name, let value, _):
            "the value of \(name) begins with a dash (\(value))"
        case .positional(let value, _):
            "(\(value)) is not the value of an option, and positional arguments are not taken"
        }
    }
}
