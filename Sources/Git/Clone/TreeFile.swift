/// A file of a commit.
public struct TreeFile: Sendable, Hashable {
    /// What it is.
    public let kind: Kind
    /// The name of its content among git's objects; for a submodule, of a commit elsewhere.
    public let object: ObjectName

    /// A file of a commit.
    public init(kind: Kind, object: ObjectName) {
        self.kind = kind
        self.object = object
    }

    /// What a file of a commit is.
    public enum Kind: Sendable, Hashable {
        /// A file.
        case file
        /// A symbolic link; its content is where it leads.
        case link
        /// A submodule.
        case submodule
    }

    /// The name of one of git's objects, as hexadecimal digits.
    public typealias ObjectName = ArraySlice<UInt8>
}

extension TreeFile {
    /// Reads what `git ls-tree -r -z` writes: `100644 blob OBJECT`, a tab, the path, NUL.
    static func files(_ output: [UInt8]) -> [GitPath: TreeFile] {
        var files: [GitPath: TreeFile] = [:]
        var start = output.startIndex
        while start < output.endIndex {
            let end = output[start...].firstIndex(of: 0) ?? output.endIndex
            let line = output[start..<end]
            start = end + 1
            guard let tab = line.firstIndex(of: UInt8(ascii: "\t")), let space = line[..<tab].lastIndex(of: 0x20) else {
                continue
            }
            files[GitPath(line[(tab + 1)...])] = TreeFile(
                kind: Kind(mode: line.prefix(6)),
                object: line[(space + 1)..<tab]
            )
        }
        return files
    }
}

extension TreeFile.Kind {
    fileprivate init(mode: ArraySlice<UInt8>) {
        if mode.elementsEqual("120000".utf8) {
            self = .link
        } else if mode.elementsEqual("160000".utf8) {
            self = .submodule
        } else {
            self = .file
        }
    }
}
