import Gatekeeper

/// A document as `Encodable`: how the peer gets the rules that the standard configuration stands for.
struct EncodableNode: Encodable {
    private let node: ConfigurationNode

    init(_ node: ConfigurationNode) {
        self.node = node
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) {
            self.stringValue = stringValue
        }

        init?(intValue: Int) {
            nil
        }
    }

    func encode(to encoder: any Encoder) throws {
        switch node.content {
        case .mapping(let fields):
            var container = encoder.container(keyedBy: Key.self)
            for field in fields {
                try container.encode(EncodableNode(field.value), forKey: Key(stringValue: field.key.string))
            }
        case .sequence(let elements):
            var container = encoder.unkeyedContainer()
            for element in elements { try container.encode(EncodableNode(element)) }
        case .null:
            var container = encoder.singleValueContainer()
            try container.encodeNil()
        case .boolean(let value):
            try value.encode(to: encoder)
        case .integer(let value):
            try value.encode(to: encoder)
        case .decimal(let text), .string(let text):
            try text.string.encode(to: encoder)
        }
    }
}
