/// A word or a sign, and where it stands.
struct Token {
    enum Kind {
        case end, newline
        case identifier, number, quote, heredoc
        case openBrace, closeBrace, trimmingCloseBrace, openBracket, closeBracket, openParenthesis, closeParenthesis
        case comma, dot, ellipsis, colon, doubleColon, question, equal, arrow
        case or, and, not, doubleEqual, notEqual, less, lessOrEqual, greater, greaterOrEqual
        case plus, minus, star, slash, percent
    }

    let kind: Kind
    let range: Range<Int>

    /// Whether it ends what was begun with `${` or `%{`.
    var closesTemplate: Bool { kind == .closeBrace || kind == .trimmingCloseBrace }

    /// The operator that it is between two values.
    var binaryOperator: HCLOperator? {
        switch kind {
        case .or: .or
        case .and: .and
        case .doubleEqual: .equal
        case .notEqual: .notEqual
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        case .plus: .plus
        case .minus: .minus
        case .star: .times
        case .slash: .divided
        case .percent: .remainder
        default: nil
        }
    }
}
