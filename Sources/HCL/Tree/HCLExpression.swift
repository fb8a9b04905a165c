/// A value as it is written.
public struct HCLExpression: Sendable {
    /// What it is.
    public enum Kind: Sendable {
        /// Text in quotes or a heredoc in which nothing is inserted, as it reads after its escapes.
        case string(String)
        /// Text in which something is inserted.
        case template([HCLTemplatePart])
        /// A number, as it is written: HCL's have more digits than a machine's.
        case number(String)
        /// `true` or `false`.
        case bool(Bool)
        /// `null`.
        case null
        /// `[a, b]`.
        case tuple([HCLExpression])
        /// `{ a = b }`.
        case object([HCLObjectItem])
        /// `[for …]` or `{for …}`.
        indirect case comprehension(HCLComprehension)
        /// `name(a, b...)`.
        case call(HCLCall)
        /// A name alone: `local`.
        case variable(String)
        /// What is reached from a value: `local.a["b"][*].c`.
        indirect case traversal(HCLExpression, [HCLTraversalStep])
        /// `-a` or `!a`.
        indirect case unary(HCLUnaryOperator, HCLExpression)
        /// Operators of one precedence in a row, which apply from the left: `a - b + c`.
        indirect case operation(HCLExpression, [HCLOperand])
        /// `a ? b : c`.
        indirect case conditional(HCLExpression, then: HCLExpression, else: HCLExpression)
        /// `(a)`.
        indirect case parenthesised(HCLExpression)
    }

    /// What it is.
    public let kind: Kind

    /// The bytes that it is written with; a heredoc ends before the line break after its last line.
    public let range: Range<Int>
}
