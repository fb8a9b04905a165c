import RunProtocol

/// The kinds of git's failures, in the order in which they are looked for: over SSH every one ends like a missing
/// repository.
enum GitFailureKind: CaseIterable {
    case diskFull
    case noSSH
    case unreachable
    case hostKeyUnknown
    case accessDenied
    case notFound
}

extension GitFailureKind {
    var code: ExitCode {
        switch self {
        case .unreachable: .tryAgain
        case .diskFull, .noSSH, .hostKeyUnknown, .accessDenied, .notFound: .unavailable
        }
    }

    var errorType: String {
        switch self {
        case .diskFull: "DiskFull"
        case .noSSH: "ProgramNotFound"
        case .unreachable: "RepositoryUnreachable"
        case .hostKeyUnknown: "HostKeyUnknown"
        case .accessDenied: "RepositoryAccessDenied"
        case .notFound: "RepositoryNotFound"
        }
    }

    var marks: [String] {
        switch self {
        case .diskFull:
            ["No space left on device", "Disk quota exceeded"]
        case .noSSH:
            ["cannot run ssh", "ssh: not found", "ssh: command not found"]
        case .unreachable:
            [
                "Could not resolve host", "Couldn't resolve host", "Temporary failure in name resolution",
                "Failed to connect", "Couldn't connect", "Connection refused", "Connection timed out",
                "Operation timed out", "Connection reset", "Network is unreachable", "No route to host",
                "Operation too slow", "early EOF", "Connection closed by", "kex_exchange_identification",
                "The requested URL returned error: 5", "The requested URL returned error: 429",
            ]
        case .hostKeyUnknown:
            ["Host key verification failed", "REMOTE HOST IDENTIFICATION HAS CHANGED", "key is known for"]
        case .accessDenied:
            [
                "could not read Username", "could not read Password", "Authentication failed", "Permission denied",
                "The requested URL returned error: 401", "The requested URL returned error: 403", "Access denied",
            ]
        case .notFound:
            ["not a git repository", "not appear to be a git repository", "not found", "not exist", "No such file"]
        }
    }

    func message(_ location: RepositoryLocation) -> String {
        switch self {
        case .diskFull: "there is no room for a clone of \(location)"
        case .noSSH: "ssh is not installed, and \(location) is an SSH address"
        case .unreachable: "\(location) could not be reached, so nothing was started"
        case .hostKeyUnknown: "the SSH host key of \(location.place) is not one that the runner trusts"
        case .accessDenied: "\(location) may not be read with the credentials of this job"
        case .notFound: "there is no repository at \(location)"
        }
    }

    func hint(_ location: RepositoryLocation) -> String {
        switch self {
        case .diskFull:
            "make room where TMPDIR lies, or give the task more disk"
        case .noSSH:
            "install ssh, or use the repository's https address"
        case .unreachable:
            "check that the task may reach \(location.place) over the network, then try again"
        case .hostKeyUnknown:
            "put the host's line of known_hosts into \(GitCredentials.knownHostsVariable)"
        case .accessDenied:
            accessHint(location)
        case .notFound:
            "check the address; hosting services also say so of a private repository that a token may not read"
        }
    }

    private func accessHint(_ location: RepositoryLocation) -> String {
        switch (location, location.knownHost) {
        case (.https, .some(let host)): "configure \(host.tokenVariable) with a token that may read the repository"
        case (.https, .none):
            "configure \(GitCredentials.tokensVariable) with a line https://USER:TOKEN@\(location.place) that may read it"
        case (.ssh, _):
            "configure \(GitCredentials.keyVariable), or \(GitCredentials.keysVariable) by host, "
                + "with a key that may read the repository"
        case (.local, _): "let the task's user read the folder"
        }
    }
}

extension RepositoryLocation {
    /// What has to be reached.
    fileprivate var place: String {
        switch self {
        case .https(_, let host), .ssh(_, let host): host
        case .local(let path): "\(path)"
        }
    }
}
