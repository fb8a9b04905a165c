/// A path in a repository, as git keeps it: bytes, relative to the root, with `/` between its parts and none at its ends.
///
/// Not a `String`: two names that Swift calls equal (`é` in one scalar or in two) are two files to git, and a name need not
/// be UTF-8 at all.
public struct GitPath: Sendable, Hashable {
    /// The bytes; none for the root.
    public let bytes: [UInt8]

    /// A path as git names it.
    public init(_ bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
    }

    /// A path as git names it.
    public init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The root of the repository.
    public static let root = GitPath([])

    /// Whether it is the root.
    public var isRoot: Bool { bytes.isEmpty }

    /// The last part.
    public var name: ArraySlice<UInt8> {
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return bytes[...] }
        return bytes[(slash + 1)...]
    }

    /// The folder that it lies in; the root's is the root.
    public var folder: GitPath {
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return .root }
        return GitPath(bytes[..<slash])
    }

    /// The parts, from the root down.
    public var parts: [ArraySlice<UInt8>] { bytes.split(separator: UInt8(ascii: "/")) }

    /// The path as text; what is not UTF-8 is repaired, and the root is `.`.
    public var text: String { isRoot ? "." : String(decoding: bytes, as: UTF8.self) }

    /// Whether it is a folder, or lies in it.
    public func isInside(_ folder: GitPath) -> Bool {
        guard !folder.isRoot else { return true }
        guard bytes.starts(with: folder.bytes) else { return false }
        return bytes.count == folder.bytes.count || bytes[folder.bytes.count] == UInt8(ascii: "/")
    }

    /// Whether its last part is this name.
    public func isNamed(_ name: String) -> Bool { self.name.elementsEqual(name.utf8) }

    /// Whether its bytes end with these.
    public func hasSuffix(_ suffix: String) -> Bool {
        bytes.count >= suffix.utf8.count && bytes.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
    }
}

extension GitPath {
    /// Where a relative path leads from here, with `.` and `..` followed; `nil` when it leaves the repository.
    public func appending(_ relative: some Sequence<UInt8>) -> GitPath? {
        var parts = parts
        for part in Array(relative).split(separator: UInt8(ascii: "/")) {
            if part.elementsEqual("..".utf8) {
                guard parts.popLast() != nil else { return nil }
            } else if !part.elementsEqual(".".utf8) {
                parts.append(part)
            }
        }
        return GitPath(parts.joined(separator: [UInt8(ascii: "/")]))
    }

    /// Where a relative path leads from here; `nil` when it leaves the repository.
    public func appending(_ relative: String) -> GitPath? { appending(relative.utf8) }

    /// This path as seen from a folder, with `..` where it lies outside; `.` for the folder itself.
    public func relative(to folder: GitPath) -> String {
        let (own, other) = (parts, folder.parts)
        let shared = zip(own, other).prefix { $0 == $1 }.count
        let up = [String](repeating: "..", count: other.count - shared)
        let down = own[shared...].map { String(decoding: $0, as: UTF8.self) }
        return up.isEmpty && down.isEmpty ? "." : (up + down).joined(separator: "/")
    }
}

extension GitPath: Comparable, CustomStringConvertible {
    /// By bytes, as git sorts.
    public static func < (left: GitPath, right: GitPath) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }

    /// The path as text, quoted where it would break a line or a terminal.
    public var description: String { quoted }

    /// The path as git itself prints it without `core.quotePath`: in quotes, with escapes as in C, when it holds a control
    /// character, a quote or a backslash; else as it is.
    public var quoted: String {
        guard !isRoot else { return "." }
        guard bytes.contains(where: Self.needsQuotes) else { return text }
        return "\"" + bytes.reduce(into: "") { $0 += Self.escaped($1) } + "\""
    }

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == 0x7F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    /// A byte in such quotes; one beyond ASCII is escaped there too, so that the text is UTF-8 whatever the name is.
    private static func escaped(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "\n"): "\\n"
        case UInt8(ascii: "\t"): "\\t"
        case UInt8(ascii: "\r"): "\\r"
        case UInt8(ascii: "\""): "\\\""
        case UInt8(ascii: "\\"): "\\\\"
        case 0x20...0x7E: String(UnicodeScalar(byte))
        default: "\\" + String(0o1000 + Int(byte), radix: 8).dropFirst()
        }
    }
}
