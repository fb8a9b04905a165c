/// A call of a function.
public struct HCLCall: Sendable {
    /// The function's name, with its namespaces: `provider::aws::arn_parse`.
    public let name: String

    /// What it is given.
    public let arguments: [HCLExpression]

    /// Whether the last argument is spread over the rest: `max(list...)`.
    public let spreadsLast: Bool
}
