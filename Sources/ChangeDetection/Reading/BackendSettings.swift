import HCL

/// What is set for a backend, in its block or in an object; what is set inside a setting is called `workspaces.name`.
struct BackendSettings {
    private var values: [String: HCLExpression] = [:]

    /// The settings of a block.
    init(_ body: HCLBody) {
        for attribute in body.attributes { set(attribute.name, attribute.expression) }
        for block in body.blocks {
            for attribute in block.body.attributes { set("\(block.type).\(attribute.name)", attribute.expression) }
        }
    }

    /// The settings of an object; `nil` for one that is not written out.
    init?(_ object: HCLExpression) {
        guard case .object(let items) = object.unwrapped.kind else { return nil }
        for item in items { if let name = item.name { set(name, item.value) } }
    }

    private mutating func set(_ name: String, _ value: HCLExpression) {
        values[name] = value
        guard case .object(let items) = value.unwrapped.kind else { return }
        for item in items { if let inner = item.name { set("\(name).\(inner)", item.value) } }
    }

    /// What a setting is set to.
    subscript(name: String) -> HCLExpression? { values[name] }
}
