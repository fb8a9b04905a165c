/// Makes nodes that all stand where the field of the standard configuration stands which they come from.
struct NodeBuilder {
    let location: SourceLocation

    func node(_ content: ConfigurationNode.Content) -> ConfigurationNode {
        ConfigurationNode(content, location: location)
    }

    func string(_ text: ByteString) -> ConfigurationNode {
        node(.string(text))
    }

    func strings(_ texts: [ByteString]) -> ConfigurationNode {
        node(.sequence(texts.map(string)))
    }

    func field(_ key: ByteString, _ value: ConfigurationNode) -> ConfigurationNode.Field {
        var field = ConfigurationNode.Field(key: key, value: value)
        field.keyLocation = location
        return field
    }

    func mapping(_ fields: [(ByteString, ConfigurationNode)]) -> ConfigurationNode {
        node(.mapping(fields.map { field($0, $1) }))
    }
}
