/// A document as a tree of values, each with its place: what YAML and JSON both become before anything is read from it.
///
/// A reader of another format makes nodes with their positions; paths are filled in by `located(at:)`, which
/// `Configuration.load` calls, so that a reader need not keep track of them.
public struct ConfigurationNode: Hashable, Sendable {
    /// A value.
    public indirect enum Content: Hashable, Sendable {
        /// No value; read like a field that is missing.
        case null
        /// True or false.
        case boolean(Bool)
        /// A number without fraction or exponent that fits 64 bits.
        case integer(Int)
        /// Any other number, as it was written.
        case decimal(ByteString)
        /// A text, of any bytes.
        case string(ByteString)
        /// Values in order.
        case sequence([ConfigurationNode])
        /// Named values in order. A reader that can meet a name twice keeps both: the second is reported later.
        case mapping([Field])
    }

    /// One entry of a mapping.
    public struct Field: Hashable, Sendable {
        /// The name.
        public var key: ByteString
        /// Where the name stands.
        public var keyLocation: SourceLocation
        /// The value.
        public var value: ConfigurationNode

        /// Creates an entry.
        public init(key: ByteString, at position: SourcePosition? = nil, value: ConfigurationNode) {
            self.key = key
            keyLocation = SourceLocation(position: position)
            self.value = value
        }
    }

    /// The value.
    public var content: Content
    /// Where it stands.
    public var location: SourceLocation

    /// Creates a node.
    ///
    /// - Parameters:
    ///   - content: the value.
    ///   - position: where its first character stands.
    public init(_ content: Content, at position: SourcePosition? = nil) {
        self.content = content
        location = SourceLocation(position: position)
    }

    init(_ content: Content, location: SourceLocation) {
        self.content = content
        self.location = location
    }
}

extension ConfigurationNode {
    /// The same tree with every path filled in, counted from `path`.
    public func located(at path: String = "") -> ConfigurationNode {
        var node = self
        node.location.path = path
        switch content {
        case .null, .boolean, .integer, .decimal, .string:
            break
        case .sequence(let elements):
            node.content = .sequence(
                elements.enumerated().map { $1.located(at: node.location.path(ofIndex: $0)) }
            )
        case .mapping(let fields):
            node.content = .mapping(fields.map { $0.located(in: node.location) })
        }
        return node
    }

    /// The value of a field, when this is a mapping that has it.
    public subscript(_ key: ByteString) -> ConfigurationNode? {
        fields?.first { $0.key == key }?.value
    }

    /// The entries, when this is a mapping.
    public var fields: [Field]? {
        guard case .mapping(let fields) = content else { return nil }
        return fields
    }

    /// The elements, when this is a sequence.
    public var elements: [ConfigurationNode]? {
        guard case .sequence(let elements) = content else { return nil }
        return elements
    }

    /// The text, when this is a string.
    public var string: ByteString? {
        guard case .string(let text) = content else { return nil }
        return text
    }

    /// Whether there is no value.
    public var isNull: Bool { content == .null }

    /// What kind of value this is, as a message names it: `a string`, `a list`.
    public var kindName: String {
        switch content {
        case .null: "null"
        case .boolean: "a boolean"
        case .integer: "a number"
        case .decimal: "a decimal number"
        case .string: "a string"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}

extension ConfigurationNode.Field {
    fileprivate func located(in parent: SourceLocation) -> ConfigurationNode.Field {
        var field = self
        field.keyLocation.path = parent.path(ofKey: key)
        field.value = value.located(at: field.keyLocation.path)
        return field
    }
}
