import HCL

/// What an expression of constants is: enough to compare with what Terraform makes of it.
enum ConstantValue: Equatable {
    case number(Int)
    case bool(Bool)
    case text(String)

    /// The value, or `nil` when it has none that Terraform would give without an error.
    init?(_ expression: HCLExpression) {
        switch expression.kind {
        case .number(let text):
            guard let number = Int(text) else { return nil }
            self = .number(number)
        case .bool(let value): self = .bool(value)
        case .string(let text): self = .text(text)
        case .template(let parts):
            guard let text = Self.text(of: parts) else { return nil }
            self = .text(text)
        case .parenthesised(let inner):
            self.init(inner)
        case .unary(let sign, let operand):
            switch (sign, Self(operand)) {
            case (.negative, .number(let number)): self = .number(-number)
            case (.not, .bool(let value)): self = .bool(!value)
            default: return nil
            }
        case .operation(let first, let rest):
            guard var left = Self(first) else { return nil }
            for operand in rest {
                guard let right = Self(operand.expression), let value = Self.apply(operand.operator, left, right) else {
                    return nil
                }
                left = value
            }
            self = left
        case .conditional(let condition, let first, let second):
            guard case .bool(let value) = Self(condition), let first = Self(first), let second = Self(second),
                first.isLike(second)
            else {
                return nil
            }
            self = value ? first : second
        default: return nil
        }
    }

    /// The value as JSON.
    var json: String {
        switch self {
        case .number(let number): "\(number)"
        case .bool(let value): "\(value)"
        case .text(let text): text.debugDescription
        }
    }

    private func isLike(_ other: Self) -> Bool {
        switch (self, other) {
        case (.number, .number), (.bool, .bool), (.text, .text): true
        default: false
        }
    }

    private static func apply(_ operation: HCLOperator, _ left: Self, _ right: Self) -> Self? {
        switch (left, right) {
        case (.number(let left), .number(let right)):
            switch operation {
            case .plus: .number(left + right)
            case .minus: .number(left - right)
            case .times: abs(left) < 1 << 20 && abs(right) < 1 << 20 ? .number(left * right) : nil
            case .divided: right != 0 && left % right == 0 ? .number(left / right) : nil
            case .remainder: right != 0 ? .number(left % right) : nil
            case .less: .bool(left < right)
            case .lessOrEqual: .bool(left <= right)
            case .greater: .bool(left > right)
            case .greaterOrEqual: .bool(left >= right)
            case .equal: .bool(left == right)
            case .notEqual: .bool(left != right)
            case .and, .or: nil
            }
        case (.bool(let left), .bool(let right)):
            switch operation {
            case .and: .bool(left && right)
            case .or: .bool(left || right)
            case .equal: .bool(left == right)
            case .notEqual: .bool(left != right)
            default: nil
            }
        default: nil
        }
    }

    private static func text(of parts: [HCLTemplatePart]) -> String? {
        var text = ""
        for part in parts {
            switch part {
            case .literal(let literal): text += literal
            case .interpolation(let expression):
                switch Self(expression) {
                case .number(let number): text += "\(number)"
                case .bool(let value): text += "\(value)"
                case .text(let inner): text += inner
                case nil: return nil
                }
            case .condition(let condition, let first, let second):
                guard case .bool(let value) = Self(condition), let first = Self.text(of: first),
                    let second = Self.text(of: second)
                else {
                    return nil
                }
                text += value ? first : second
            case .loop(_, let collection, let body):
                guard case .tuple(let items) = collection.kind, let body = Self.text(of: body) else { return nil }
                for _ in items { text += body }
            }
        }
        return text
    }
}
