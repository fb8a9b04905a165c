/// A key and its value in an object.
public struct HCLObjectItem: Sendable {
    /// The key as it is written: a bare word is a variable here, though it means its own name.
    public let key: HCLExpression

    /// The value.
    public let value: HCLExpression

    /// The key's name, unless it is computed.
    public var name: String? {
        switch key.kind {
        case .variable(let name), .string(let name): name
        case .bool(let value): value ? "true" : "false"
        default: nil
        }
    }
}
