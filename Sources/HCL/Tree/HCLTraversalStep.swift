/// One step from a value to one that it holds.
public enum HCLTraversalStep: Sendable {
    /// `.name`.
    case attribute(String)
    /// `[expression]`, and the old form `.0`.
    case index(HCLExpression)
    /// `.*`: the attributes after it are taken from every element.
    case attributeSplat
    /// `[*]`: all steps after it are taken from every element.
    case splat

    /// The expression in the brackets.
    public var index: HCLExpression? {
        guard case .index(let expression) = self else { return nil }
        return expression
    }
}
