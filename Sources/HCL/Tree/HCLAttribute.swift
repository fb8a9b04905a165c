/// A name, an equals sign and a value.
public struct HCLAttribute: Sendable {
    /// The name.
    public let name: String

    /// Where the name stands.
    public let position: HCLPosition

    /// The bytes of the name.
    public let nameRange: Range<Int>

    /// The value.
    public let expression: HCLExpression
}
