extension ArgumentGrammar {
    /// Takes an argument list apart.
    ///
    /// - Throws: the first `ArgumentError` from the left.
    public func parse(_ arguments: [ByteString]) throws(ArgumentError) -> ParsedArguments {
        var parsed = ParsedArguments()
        var given: Set<OptionName> = []
        var index = 0
        while index < arguments.count {
            let token = arguments[index]
            guard token != "--" else { throw .terminator(at: index) }
            guard token.beginsWithDash else {
                guard positionals == .accepted else { throw .positional(token, at: index) }
                parsed.positionals.append(token)
                index += 1
                continue
            }
            let found = try option(at: index, in: arguments)
            if !given.insert(found.occurrence.name).inserted, found.repetition == .once {
                throw .repeatedOption(found.occurrence.name, value: found.occurrence.value, at: index)
            }
            parsed.options.append(found.occurrence)
            index = found.next
        }
        return parsed
    }

    private struct FoundOption {
        let occurrence: OptionOccurrence
        let repetition: OptionDeclaration.Repetition
        let next: Int
    }

    private func option(at index: Int, in arguments: [ByteString]) throws(ArgumentError) -> FoundOption {
        let token = OptionToken(arguments[index])
        guard let name = OptionName(spelled: token.name) else { throw .malformedOption(arguments[index], at: index) }
        guard let declaration = declaration(of: name) else { throw .unknownOption(name, at: index) }
        let following = index + 1 < arguments.count ? arguments[index + 1] : nil
        let value: ByteString?
        var next = index + 1
        switch declaration.value {
        case .none:
            if let joined = token.value { throw .unexpectedValue(name, value: joined, at: index) }
            value = nil
        case .required:
            guard let taken = token.value ?? following else { throw .missingValue(name, at: index) }
            value = taken
            if token.value == nil { next += 1 }
        case .optional:
            if token.value == nil, positionals == .refused, let following, !following.beginsWithDash {
                value = following
                next += 1
            } else {
                value = token.value
            }
        }
        if let value { try check(value, of: declaration, at: index) }
        return FoundOption(
            occurrence: OptionOccurrence(name, value: value),
            repetition: declaration.repetition,
            next: next
        )
    }

    private func check(
        _ value: ByteString,
        of declaration: OptionDeclaration,
        at index: Int
    ) throws(ArgumentError) {
        guard value.beginsWithDash else { return }
        guard value != "--" else { throw .terminator(at: index) }
        // `-v -x` and `-v=-x` are each read in two ways by common parsers; only a long name can carry such a value.
        let unambiguous = valueForm == .joined || declaration.name.bytes.count > 1
        guard declaration.dashValue == .accepted, unambiguous else {
            throw .dashValue(declaration.name, value: value, at: index)
        }
    }
}

/// A token that begins with a dash, cut at its first `=`.
private struct OptionToken {
    let name: ByteString
    let value: ByteString?

    init(_ token: ByteString) {
        guard let equals = token.bytes.firstIndex(of: ASCII.equals) else {
            name = token
            value = nil
            return
        }
        name = ByteString(Array(token.bytes[..<equals]))
        value = ByteString(Array(token.bytes[(equals + 1)...]))
    }
}
