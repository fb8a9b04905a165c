public import Git

/// Folders by pattern: `sandbox/*`, `**/ecs-deploy-runner`; a folder that matches takes all below it along, but for the
/// root.
public struct FolderPattern: Sendable, Hashable {
    private let parts: [[UInt8]]
    private let isRoot: Bool

    /// Reads a pattern, in which `*` stands for any characters of one part of a path, and `**` for any number of parts.
    public init(_ text: String) {
        parts = text.utf8.split(separator: UInt8(ascii: "/")).map { Array($0) }.filter { $0 != [UInt8(ascii: ".")] }
        isRoot = parts.isEmpty && !text.isEmpty
    }

    /// Whether the folder, or one that it lies in, matches.
    public func matches(_ folder: GitPath) -> Bool {
        parts.isEmpty ? isRoot && folder.isRoot : Self.matches(parts[...], folder.parts[...])
    }

    private static func matches(_ pattern: ArraySlice<[UInt8]>, _ names: ArraySlice<ArraySlice<UInt8>>) -> Bool {
        guard let part = pattern.first else { return true }
        let rest = pattern.dropFirst()
        if part.elementsEqual("**".utf8) {
            return (names.startIndex...names.endIndex).contains { matches(rest, names[$0...]) }
        }
        guard let name = names.first, matches(part[...], name) else { return false }
        return matches(rest, names.dropFirst())
    }

    private static func matches(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
        var (pattern, name) = (pattern, name)
        // Where the last star stood, and what it has not taken yet.
        var retry: (pattern: ArraySlice<UInt8>, name: ArraySlice<UInt8>)?
        while true {
            if pattern.first == UInt8(ascii: "*") {
                pattern = pattern.dropFirst()
                retry = (pattern, name)
            } else if let byte = name.first, pattern.first == byte {
                (pattern, name) = (pattern.dropFirst(), name.dropFirst())
            } else if name.isEmpty, pattern.isEmpty {
                return true
            } else if let last = retry, !last.name.isEmpty {
                (pattern, name) = (last.pattern, last.name.dropFirst())
                retry = (pattern, name)
            } else {
                return false
            }
        }
    }
}
