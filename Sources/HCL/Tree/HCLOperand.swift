/// An operator and the value on its right.
public struct HCLOperand: Sendable {
    /// What joins it to what stands on the left.
    public let `operator`: HCLOperator

    /// The value.
    public let expression: HCLExpression
}
