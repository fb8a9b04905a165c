/// Arguments that passed every rule of a script, in the form in which it gets them.
struct ApprovedArguments {
    /// The argument list.
    let written: [ByteString]
    /// The options and positional arguments that it consists of.
    let parsed: ParsedArguments
    /// The ids of the rules that allowed them.
    let rules: [String]
}
