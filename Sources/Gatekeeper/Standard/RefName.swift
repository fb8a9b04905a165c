/// The name of a branch, a tag or a commit, by the rules of `git check-ref-format`.
enum RefName {
    /// Whether git would take this for a name, rather than for an option or for a computation such as `main~1`.
    static func isWellFormed(_ name: ByteString) -> Bool {
        guard !name.isEmpty, !name.beginsWithDash, name.firstHazard == nil, name != "@" else { return false }
        guard !name.bytes.contains(where: forbidden.contains), !contains("..", name), !contains("@{", name) else {
            return false
        }
        return name.bytes.split(separator: ASCII.slash, omittingEmptySubsequences: false).allSatisfy { component in
            guard let first = component.first, first != ASCII.dot, component.last != ASCII.dot else { return false }
            return !ByteString(Array(component)).hasSuffix(".lock")
        }
    }

    private static let forbidden = Set(" ~^:?*[\\".utf8)

    private static func contains(_ part: String, _ name: ByteString) -> Bool {
        let part = Array(part.utf8)
        return name.bytes.indices.contains { name.bytes[$0...].starts(with: part) }
    }
}
