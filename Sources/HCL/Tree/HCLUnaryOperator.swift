/// What changes one value.
public enum HCLUnaryOperator: String, Sendable {
    case negative = "-"
    case not = "!"
}
