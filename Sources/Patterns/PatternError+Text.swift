extension PatternError {
    /// What is wrong, in a phrase that names the construct.
    public var message: String {
        switch kind {
        case .unsupported(let construct): "\(construct.name) is not supported"
        case .unknownEscape(let text): "`\(text)` is no known escape"
        case .incompleteEscape(let text): "the escape `\(text)` needs two hexadecimal digits"
        case .trailingBackslash: #"the pattern ends with a single `\`"#
        case .unbalanced(")"): "`)` closes no group"
        case .unbalanced("["): "the class that `[` opens is not closed"
        case .unbalanced(let bracket): "the group that `\(bracket)` opens is not closed"
        case .nothingToRepeat(let text): "`\(text)` has nothing to repeat"
        case .doubleRepeat(let text): "`\(text)` repeats a repeat"
        case .malformedRepeat(let text): "`\(text)` is not a counted repeat"
        case .repeatOutOfOrder(let text): "the repeat `\(text)` has a minimum above its maximum"
        case .rangeOutOfOrder(let text): "the range `\(text)` is out of order"
        case .rangeOfClass(let text): "the range `\(text)` begins or ends with a class"
        case .anchorInside(let text): "the anchor `\(text)` is not at an end of the pattern"
        case .anchorRepeated(let text): "the anchor `\(text)` is inside a part that is repeated"
        case .malformedGroupName(let name): "the group name `\(name)` is malformed"
        case .invalidUTF8(let byte): "byte 0x\(String(byte, radix: 16)) in a class is not UTF-8"
        case .tooLarge(let resource, let size, let limit): resource.message(size: size, limit: limit)
        }
    }

    /// What to write instead.
    public var hint: String {
        switch kind {
        case .unsupported(let construct): construct.hint
        case .unknownEscape: #"leave out the `\`, or write `\\` for a backslash"#
        case .incompleteEscape: #"write both digits, as in `\x0a`"#
        case .trailingBackslash: #"write `\\` for a backslash"#
        case .unbalanced(")"): #"remove it, or write `\)` for the character"#
        case .unbalanced(let bracket): #"close it, or write `\\#(bracket)` for the character"#
        case .nothingToRepeat(let text):
            #"put it after what it repeats, or write `\\#(text.prefix(1))` for the character"#
        case .doubleRepeat: "put the inner repeat in a group: `(?:…)`"
        case .malformedRepeat: #"write `{m}`, `{m,}` or `{m,n}`, or `\{` for a brace"#
        case .repeatOutOfOrder, .rangeOutOfOrder: "write the smaller one first"
        case .rangeOfClass: "put the dash last in the class, or escape it"
        case .anchorInside(let text): "remove it, since the whole value is matched\(Self.orEscaped(text))"
        case .anchorRepeated(let text): "move it out of the repeated part\(Self.orEscaped(text))"
        case .malformedGroupName: "write `(?P<name>…)` with letters, digits and underscores"
        case .invalidUTF8: "write the pattern in UTF-8"
        case .tooLarge(let resource, _, _): resource.hint
        }
    }

    private static func orEscaped(_ anchor: String) -> String {
        anchor.utf8.count == 1 ? #", or write `\\#(anchor)` for the character"# : ""
    }
}

extension PatternError: CustomStringConvertible {
    /// The position, the message and the hint in one line.
    public var description: String { "at byte \(position): \(message); \(hint)" }
}

extension PatternLimits.Resource {
    fileprivate func message(size: Int, limit: Int) -> String {
        switch self {
        case .sourceBytes: "the pattern is \(size) bytes long, \(limit) are allowed"
        case .nestingDepth: "groups are nested \(size) deep, \(limit) are allowed"
        case .nfaStates: "the pattern is too large: written out it takes \(size) states, \(limit) are allowed"
        case .dfaStates: "the pattern is too large: its automaton takes over \(limit) states"
        case .constructionSteps: "the pattern is too large: compiling it takes over \(limit) steps"
        case .proofPairs: "the comparison is too large: it takes over \(limit) pairs of states"
        }
    }

    fileprivate var hint: String {
        switch self {
        case .sourceBytes: "split the list, or write what its entries have in common as a pattern"
        case .nestingDepth: "remove groups that hold nothing but a group"
        case .nfaStates: "make its counted repeats smaller"
        case .dfaStates, .constructionSteps:
            "make its counted repeats smaller, or what stands before them more distinct from them"
        case .proofPairs: "make the counted repeats of both patterns smaller"
        }
    }
}
