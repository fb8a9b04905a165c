/// The constructs of other dialects that are refused by name.
///
/// Some cannot be decided in linear time (look-around, back-references), some mean different things to different
/// engines (`\Z`, `{,n}`, POSIX classes), and some would let a reader mistake what a pattern allows (inline flags).
public enum UnsupportedConstruct: Hashable, Sendable, CaseIterable {
    /// `(?=…)`.
    case lookAhead
    /// `(?!…)`.
    case negativeLookAhead
    /// `(?<=…)`.
    case lookBehind
    /// `(?<!…)`.
    case negativeLookBehind
    /// `\1`.
    case backReference
    /// `(?P=name)`, `\k<name>` and `\g<name>`.
    case namedBackReference
    /// `(?>…)`.
    case atomicGroup
    /// `*+`, `++`, `?+` and `{m,n}+`.
    case possessiveRepeat
    /// `(?i)` and `(?i:…)`.
    case inlineFlags
    /// `(?#…)`.
    case comment
    /// `(?(1)…|…)`.
    case conditional
    /// `(?R)`, `(?1)`, `(?&name)` and `(?P>name)`.
    case recursion
    /// `(?|…)`.
    case branchReset
    /// `(?'name'…)`.
    case quotedGroupName
    /// `(?C…)` and `(?{…})`.
    case callout
    /// `(*VERB)`.
    case backtrackingVerb
    /// Any other `(?…)`.
    case unknownGroup
    /// `\b`.
    case wordBoundary
    /// `\B`.
    case notWordBoundary
    /// `\Z`.
    case endBeforeNewline
    /// `\G`.
    case matchStart
    /// `\K`.
    case matchReset
    /// `\p{…}` and `\P{…}`.
    case unicodeProperty
    /// `\R`.
    case lineBreak
    /// `\X`.
    case graphemeCluster
    /// `\C`.
    case anyByte
    /// `\h` and `\H`.
    case horizontalSpace
    /// `\V`.
    case notVerticalSpace
    /// `\N`.
    case notNewline
    /// `\Q…\E`.
    case quotedLiteral
    /// `\0` and `\012`.
    case octalEscape
    /// `\x{…}`.
    case bracedHexEscape
    /// `\u….`
    case unicodeEscape
    /// `\cX`.
    case controlEscape
    /// `\e`.
    case escapeCharacter
    /// `[\b]`.
    case backspaceInClass
    /// `[[:alpha:]]`.
    case posixClass
    /// `[a-z&&[^x]]`.
    case classIntersection
    /// `{,n}`.
    case repeatWithoutMinimum
}
