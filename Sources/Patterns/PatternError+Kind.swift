extension PatternError {
    /// What can be wrong with a pattern; texts are quoted from its source.
    public enum Kind: Equatable, Sendable {
        /// A construct that this dialect leaves out on purpose.
        case unsupported(UnsupportedConstruct)
        /// An escape that means nothing, such as `\q`.
        case unknownEscape(String)
        /// An escape that stops short, such as `\x4`.
        case incompleteEscape(String)
        /// A backslash with nothing after it.
        case trailingBackslash
        /// A bracket without its partner: `(`, `)` or `[`.
        case unbalanced(String)
        /// A repeat with nothing before it, such as the star of `(*a)`.
        case nothingToRepeat(String)
        /// A repeat of a repeat, such as `**`.
        case doubleRepeat(String)
        /// A counted repeat that is not `{m}`, `{m,}` or `{m,n}`.
        case malformedRepeat(String)
        /// A counted repeat whose minimum is above its maximum.
        case repeatOutOfOrder(String)
        /// A range whose first character comes after its last, such as `z-a`.
        case rangeOutOfOrder(String)
        /// A range that begins or ends with a class, such as `\w-.`.
        case rangeOfClass(String)
        /// A `^`, `$`, `\A` or `\z` that is not at an end of the pattern.
        case anchorInside(String)
        /// An anchor in a group that is repeated.
        case anchorRepeated(String)
        /// A group name that is empty, not closed, or not letters, digits and underscores.
        case malformedGroupName(String)
        /// A byte that is not UTF-8, inside a class.
        case invalidUTF8(UInt8)
        /// A pattern that would grow beyond a limit; `size` is at least what it would need.
        case tooLarge(PatternLimits.Resource, size: Int, limit: Int)
    }
}
