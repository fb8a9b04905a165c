public import Git

/// Something in the repository that a module reads, or would read if it were there.
enum Place: Hashable {
    /// A file. One that is not there counts too: as soon as it is, it is read.
    case file(GitPath)
    /// A folder with all that is below it, up to other modules.
    case folder(GitPath)
    /// Every file whose path begins like this: the rest could not be computed.
    case beginning(GitPath)

    /// The path, or what is known of it.
    var path: GitPath {
        switch self {
        case .file(let path), .folder(let path), .beginning(let path): path
        }
    }
}

/// Why a module's configuration could not be read.
public struct Unreadable: Hashable, Sendable {
    /// The file.
    public let file: GitPath
    /// The line, from 1.
    public let line: Int
    /// The column, from 1, in bytes.
    public let column: Int
    /// What is wrong there.
    public let message: String
}
