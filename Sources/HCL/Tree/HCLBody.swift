/// What stands in a file or between the braces of a block.
public struct HCLBody: Sendable {
    /// The attributes, in their order; no name is there twice.
    public let attributes: [HCLAttribute]

    /// The blocks, in their order.
    public let blocks: [HCLBlock]

    /// The attribute of a name.
    public func attribute(_ name: String) -> HCLAttribute? {
        attributes.first { $0.name == name }
    }

    /// The blocks of a type.
    public func blocks(_ type: String) -> [HCLBlock] {
        blocks.filter { $0.type == type }
    }

    /// Calls `visit` with every expression of the body, of its blocks, and below.
    public func walk(_ visit: (HCLExpression) -> Void) {
        for attribute in attributes { attribute.expression.walk(visit) }
        for block in blocks { block.body.walk(visit) }
    }
}
