public import Git

/// Folders by pattern: `sandbox`, `*/ecs-deploy-runner`; a folder that matches takes all below it along.
public struct FolderPattern: Sendable, Hashable {
    private let parts: [[UInt8]]

    /// Reads a pattern, in which `*` stands for any characters of one part of a path.
    public init(_ text: String) {
        parts = text.utf8.split(separator: UInt8(ascii: "/")).map { Array($0) }.filter { $0 != [UInt8(ascii: ".")] }
    }

    /// Whether the folder, or one that it lies in, matches.
    public func matches(_ folder: GitPath) -> Bool {
        let names = folder.parts
        guard !parts.isEmpty, names.count >= parts.count else { return false }
        return zip(parts, names).allSatisfy { Self.matches($0[...], $1) }
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
