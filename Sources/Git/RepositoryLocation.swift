public import SystemPackage

/// Where a repository lies: the only three ways in which git is let out (DESIGN D7).
public enum RepositoryLocation: Hashable, Sendable {
    /// Over https.
    case https(url: String, host: String)
    /// Over SSH: `ssh://git@host/path` or `git@host:path`.
    case ssh(url: String, host: String)
    /// On this machine, at a path that the engine has listed.
    case local(FilePath)

    /// What git is given.
    public var url: String {
        switch self {
        case .https(let url, _), .ssh(let url, _): url
        // The bare path would make git copy the folder without asking the repository.
        case .local(let path): "file://\(path)"
        }
    }

    /// The hosting service, where it is one that the runner knows.
    public var knownHost: GitHost? {
        switch self {
        case .https(_, let host), .ssh(_, let host): GitHost(rawValue: host)
        case .local: nil
        }
    }
}

extension RepositoryLocation: CustomStringConvertible {
    /// The address, as messages name the repository.
    public var description: String {
        switch self {
        case .https(let url, _), .ssh(let url, _): url
        case .local(let path): path.string
        }
    }
}
