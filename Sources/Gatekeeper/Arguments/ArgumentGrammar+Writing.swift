extension ArgumentGrammar {
    /// Writes an argument list from its parsed form: the options in order, then the positional arguments.
    ///
    /// For everything that `parse` accepts, parsing the result gives the same parts again.
    public func write(_ parsed: ParsedArguments) -> [ByteString] {
        var arguments: [ByteString] = []
        arguments.reserveCapacity(2 * parsed.options.count + parsed.positionals.count)
        for option in parsed.options {
            append(option, to: &arguments)
        }
        arguments.append(contentsOf: parsed.positionals)
        return arguments
    }

    private func append(_ option: OptionOccurrence, to arguments: inout [ByteString]) {
        let declaration = declaration(of: option.name)
        let spelling = declaration?.spelling ?? option.name.spelling
        guard let value = option.value else {
            arguments.append(spelling)
            return
        }
        // A value that may be missing is only sure to belong to its option in the same token.
        if valueForm == .joined || declaration?.value == .optional || value.beginsWithDash {
            arguments.append(ByteString(spelling.bytes + [ASCII.equals] + value.bytes))
        } else {
            arguments.append(spelling)
            arguments.append(value)
        }
    }
}
