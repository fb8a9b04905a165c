/// What a text consists of before its directives are put together.
struct TemplatePiece {
    enum Kind {
        case literal(String)
        case interpolation(HCLExpression)
        case `if`(HCLExpression)
        case `else`
        case endif
        case `for`(HCLLoopNames, HCLExpression)
        case endfor
    }

    var kind: Kind
    /// Where it begins.
    let offset: Int

    var literal: String? {
        guard case .literal(let text) = kind else { return nil }
        return text
    }
}
