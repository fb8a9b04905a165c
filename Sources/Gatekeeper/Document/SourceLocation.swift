/// Where something stands in a document: its position in the file and its path from the root.
public struct SourceLocation: Hashable, Sendable {
    /// The position; `nil` when the document was not read from a text.
    public var position: SourcePosition?
    /// The path from the root, such as `containers.terraform-planner.script_config`; empty at the root.
    public var path: String

    /// Creates a location.
    public init(position: SourcePosition? = nil, path: String = "") {
        self.position = position
        self.path = path
    }

    /// The path of a field of the mapping at this path.
    func path(ofKey key: ByteString) -> String {
        let plain = !key.isEmpty && key.bytes.allSatisfy { Self.isPlain($0) }
        let name = plain ? key.string : "\"" + key.visible() + "\""
        return path.isEmpty ? name : path + "." + name
    }

    /// The path of an element of the sequence at this path.
    func path(ofIndex index: Int) -> String {
        path + "[\(index)]"
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        ASCII.isAlphanumeric(byte) || byte == ASCII.dash || byte == ASCII.underscore
    }
}
