/// One file that differs between two commits.
///
/// A rename is two of them, a deletion and an addition: both its old and its new folder have changed.
public struct FileChange: Sendable, Hashable {
    /// The file.
    public let path: GitPath
    /// What became of it.
    public let kind: Kind
    /// Whether it is, or was, a submodule: a folder of another repository, which counts as one file here.
    public let isSubmodule: Bool

    /// What became of a file.
    public enum Kind: Sendable, Hashable {
        /// It is new.
        case added
        /// Its content, its mode or its type is another.
        case modified
        /// It is gone.
        case deleted
    }

    /// A change of a file.
    public init(_ path: GitPath, _ kind: Kind, isSubmodule: Bool = false) {
        self.path = path
        self.kind = kind
        self.isSubmodule = isSubmodule
    }
}

extension FileChange {
    /// Reads what `git diff-tree --raw -z` writes: `:100644 100644 OLD NEW M`, NUL, the path, NUL.
    static func list(_ output: [UInt8]) -> [FileChange] {
        var changes: [FileChange] = []
        var fields = output.split(separator: 0, omittingEmptySubsequences: true).makeIterator()
        while let head = fields.next(), let path = fields.next() {
            guard let status = head.last else { continue }
            let modes = head.dropFirst().prefix(13)
            let isSubmodule = modes.starts(with: "160000".utf8) || modes.suffix(6).elementsEqual("160000".utf8)
            changes.append(FileChange(GitPath(path), Kind(status: status), isSubmodule: isSubmodule))
        }
        return changes
    }
}

extension FileChange.Kind {
    fileprivate init(status: UInt8) {
        switch status {
        case UInt8(ascii: "A"): self = .added
        case UInt8(ascii: "D"): self = .deleted
        default: self = .modified
        }
    }
}
