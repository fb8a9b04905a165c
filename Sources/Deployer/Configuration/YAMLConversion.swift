import Gatekeeper
import Yams

/// Turns a tree of Yams' into one of the gatekeeper's, and refuses what a configuration has no need of.
struct YAMLConversion {
    private var nodes = 0

    /// No configuration is deeper; the same limit as for JSON.
    private static let deepest = 64
    /// With anchors expanded; a configuration of a thousand scripts stays far below.
    private static let mostNodes = 200_000

    mutating func node(_ node: Node, depth: Int) throws(DocumentFailure) -> ConfigurationNode {
        let position = node.position
        nodes += 1
        guard nodes <= Self.mostNodes else {
            throw DocumentFailure(
                "the document has more than \(Self.mostNodes) values once its anchors are expanded",
                at: position
            )
        }
        guard depth < Self.deepest || node.scalar != nil else {
            throw DocumentFailure("lists and mappings are nested more than \(Self.deepest) levels deep", at: position)
        }
        switch node {
        case .scalar(let scalar):
            return ConfigurationNode(try YAMLScalar.content(scalar, at: position), at: position)
        case .sequence(let sequence):
            try Self.checkTag(sequence.tag, is: .seq, at: position)
            var elements: [ConfigurationNode] = []
            for element in sequence { elements.append(try self.node(element, depth: depth + 1)) }
            return ConfigurationNode(.sequence(elements), at: position)
        case .mapping(let mapping):
            try Self.checkTag(mapping.tag, is: .map, at: position)
            var fields: [ConfigurationNode.Field] = []
            for (key, value) in mapping { fields.append(try field(key, value, depth: depth)) }
            return ConfigurationNode(.mapping(fields), at: position)
        case .alias:
            // Yams puts the anchor's node in the place of an alias; a node of this kind exists for writing only.
            throw DocumentFailure("an alias that leads nowhere", at: position)
        }
    }

    private mutating func field(
        _ key: Node,
        _ value: Node,
        depth: Int
    ) throws(DocumentFailure) -> ConfigurationNode.Field {
        guard case .scalar(let name) = key else {
            throw DocumentFailure("the name of a field must be a plain text", at: key.position)
        }
        if name.string == "<<", name.style == .plain {
            let hint = "write the fields out; whole values may be shared with an anchor"
            throw DocumentFailure("merge keys (<<) are not read", at: key.position, hint: hint)
        }
        return ConfigurationNode.Field(
            key: ByteString(name.string),
            at: key.position,
            value: try node(value, depth: depth + 1)
        )
    }

    private static func checkTag(
        _ tag: Tag,
        is expected: Tag.Name,
        at position: SourcePosition?
    ) throws(DocumentFailure) {
        guard tag != Tag(.implicit), tag != Tag(.nonSpecific), tag != Tag(expected) else { return }
        throw DocumentFailure("the tag \(tag.description) is not read", at: position, hint: "leave it out")
    }
}

extension Node {
    /// Where the node stands.
    var position: SourcePosition? {
        mark.map { SourcePosition(line: $0.line, column: $0.column) }
    }
}
