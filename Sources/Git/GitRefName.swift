/// The name of a branch or a tag, without `refs/heads/` or `refs/tags/`: `main`, `release/1.4`.
///
/// The rules are those of `git check-ref-format --allow-onelevel`, and one more: no leading dash, as for
/// `git branch`. They are checked on bytes: to Swift a dash with an accent behind it is no dash, to git it is.
public struct GitRefName: Hashable, Sendable {
    /// The name.
    public let text: String

    /// Reads a name, or answers `nil` when git, or this project, takes no such name.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard Self.isWellFormed(bytes) else { return nil }
        self.text = text
    }

    private static func isWellFormed(_ name: [UInt8]) -> Bool {
        guard let first = name.first, let last = name.last, name != [UInt8(ascii: "@")] else { return false }
        guard first != UInt8(ascii: "-"), last != UInt8(ascii: "."), !name.contains(where: isForbidden) else {
            return false
        }
        let pairs = zip(name, name.dropFirst())
        guard !pairs.contains(where: { isForbidden($0, $1) }) else { return false }
        return name.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy(isComponent)
    }

    private static func isComponent(_ component: ArraySlice<UInt8>) -> Bool {
        guard let first = component.first, first != UInt8(ascii: ".") else { return false }
        return !component.suffix(lockSuffix.count).elementsEqual(lockSuffix)
    }

    private static func isForbidden(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == 0x7F || specialBytes.contains(byte)
    }

    /// `..` names a range and `@{` an entry of the reflog.
    private static func isForbidden(_ first: UInt8, _ second: UInt8) -> Bool {
        first == UInt8(ascii: ".") && second == UInt8(ascii: ".")
            || first == UInt8(ascii: "@") && second == UInt8(ascii: "{")
    }

    private static let specialBytes: Set<UInt8> = Set("~^:?*[\\".utf8)
    private static let lockSuffix = Array(".lock".utf8)
}

extension GitRefName: CustomStringConvertible {
    /// The name.
    public var description: String { text }
}
