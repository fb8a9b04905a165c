/// A part of a text in which something is inserted.
public enum HCLTemplatePart: Sendable {
    /// Text, after its escapes.
    case literal(String)
    /// `${ expression }`.
    case interpolation(HCLExpression)
    /// `%{ if expression }…%{ else }…%{ endif }`.
    case condition(HCLExpression, then: [HCLTemplatePart], else: [HCLTemplatePart])
    /// `%{ for name in expression }…%{ endfor }`.
    case loop(HCLLoopNames, in: HCLExpression, [HCLTemplatePart])

    /// The expressions directly in it and in its parts.
    var expressions: [HCLExpression] {
        switch self {
        case .literal: []
        case .interpolation(let expression): [expression]
        case .condition(let condition, let first, let second):
            [condition] + (first + second).flatMap(\.expressions)
        case .loop(_, let collection, let parts): [collection] + parts.flatMap(\.expressions)
        }
    }
}
