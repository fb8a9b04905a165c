/// Something in a pattern that is allowed but probably not meant.
public struct PatternFinding: Hashable, Sendable {
    /// What was found, for programs.
    public let kind: Kind
    /// How much it matters.
    public let severity: Severity
    /// The bytes of the source that it is about.
    public let range: Range<Int>
    /// What the pattern does there, in a sentence.
    public let message: String
    /// What to write instead, in a sentence.
    public let hint: String

    /// The byte of the source, counted from 0, at which it begins.
    public var position: Int { range.lowerBound }
}
