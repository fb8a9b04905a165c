extension UnsupportedConstruct {
    /// The name of the construct, with its notation.
    public var name: String { text.name }

    /// What to write instead.
    public var hint: String { text.hint }

    private var text: (name: String, hint: String) {
        switch self {
        case .lookAhead: ("look-ahead (?=…)", Self.aroundHint)
        case .negativeLookAhead: ("negative look-ahead (?!…)", Self.aroundHint)
        case .lookBehind: ("look-behind (?<=…)", Self.aroundHint)
        case .negativeLookBehind: ("negative look-behind (?<!…)", Self.aroundHint)
        case .backReference: (#"back-reference such as \1"#, "write the part out that comes again")
        case .namedBackReference:
            ("back-reference by name such as (?P=name)", "write the part out that comes again")
        case .atomicGroup: ("atomic group (?>…)", "write `(?:…)`, since matching takes linear time anyway")
        case .possessiveRepeat:
            ("possessive repeat such as *+", "leave out the last `+`, since matching takes linear time anyway")
        case .inlineFlags: ("inline flags such as (?i)", "write both cases, as in `[Mm]ain`, or use a class")
        case .comment: ("comment (?#…)", "move the comment into the configuration file")
        case .conditional: ("conditional (?(1)…|…)", "write both forms as branches: `(…|…)`")
        case .recursion: ("recursion such as (?R)", "write the part out that comes again")
        case .branchReset: ("branch reset (?|…)", "write `(?:…)`, since nothing is captured")
        case .quotedGroupName: ("group name in quotes (?'name'…)", "write `(?P<name>…)`")
        case .callout: ("callout or code such as (?C1)", "remove it")
        case .backtrackingVerb: ("backtracking verb such as (*COMMIT)", "remove it, since there is no backtracking")
        case .unknownGroup: ("this kind of group (?…)", "write `(?:…)` for a group")
        case .wordBoundary: (#"word boundary \b"#, Self.boundaryHint)
        case .notWordBoundary: (#"word boundary \B"#, Self.boundaryHint)
        case .endBeforeNewline: (#"end \Z"#, #"remove it, or write `\z`: a trailing newline is never left out"#)
        case .matchStart: (#"start of match \G"#, Self.boundaryHint)
        case .matchReset: (#"match reset \K"#, Self.boundaryHint)
        case .unicodeProperty:
            (#"Unicode property such as \p{…}"#, "write a class with the ranges that are meant, as in `[a-zà-ÿ]`")
        case .lineBreak: (#"line break \R"#, #"write `(?:\r\n|\n)`"#)
        case .graphemeCluster: (#"grapheme cluster \X"#, "write `.` for one Unicode scalar")
        case .anyByte: (#"single byte \C"#, "write `.` for one Unicode scalar")
        case .horizontalSpace: (#"horizontal space \h"#, #"write `[ \t]` or `[^ \t]`"#)
        case .notVerticalSpace: (#"vertical space \V"#, #"write `[^\n\r\f\v]`"#)
        case .notNewline: (#"\N"#, "write `.` for any character but a newline")
        case .quotedLiteral: (#"quoted literal \Q…\E"#, #"escape each punctuation mark, as in `\.`"#)
        case .octalEscape: (#"octal escape such as \0"#, #"write two hexadecimal digits, as in `\x00`"#)
        case .bracedHexEscape:
            (#"escape \x{…}"#, #"write the character itself, or two hexadecimal digits, as in `\x0a`"#)
        case .unicodeEscape: (#"escape such as \u00e9"#, "write the character itself")
        case .controlEscape: (#"control escape such as \cA"#, #"write two hexadecimal digits, as in `\x01`"#)
        case .escapeCharacter: (#"escape character \e"#, #"write `\x1b`"#)
        case .backspaceInClass: (#"backspace [\b]"#, #"write `\x08`"#)
        case .posixClass: ("POSIX class such as [:alpha:]", "write the ranges, as in `[a-zA-Z]` for `[[:alpha:]]`")
        case .classIntersection: ("class intersection &&", "write the characters that remain, or `&` once for itself")
        case .repeatWithoutMinimum: ("repeat without a minimum {,n}", #"write `{0,n}`, or `\{` for a brace"#)
        }
    }

    private static let aroundHint = "list what is allowed: the whole value is matched, so there is nothing around it"
    private static let boundaryHint = "remove it, since the whole value is matched"
}
