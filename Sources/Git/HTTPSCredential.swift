/// A user and what proves that it is that user, and the repositories that it is shown for.
struct HTTPSCredential: Hashable, Sendable {
    let scope: Scope
    let user: String
    let secret: String

    /// A host, or a path of it with everything below.
    struct Scope: Hashable, Sendable {
        /// In lower case.
        let host: String
        let port: String?
        /// The names from the root down: an organisation, a group, a repository; none for the whole host.
        let path: [String]
    }
}

extension HTTPSCredential.Scope {
    init(_ host: GitHost) {
        self.init(host: host.name, port: nil, path: [])
    }

    /// The address that git's configuration matches repositories with, by whole names of the path.
    var address: String {
        "https://\(host)\(port.map { ":\($0)" } ?? "")" + path.map { "/\($0)" }.joined()
    }

    /// Whether a repository's address lies within, as git itself decides.
    func covers(_ url: String) -> Bool {
        let parts = url.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
        guard parts.count > 1, parts[0] == "https:" else { return false }
        let place = parts[1].lowercased()
        let own = port.map { "\(host):\($0)" } ?? host
        return (place == own || port == nil && place == "\(host):443") && parts.dropFirst(2).starts(with: path)
    }

    /// How the addresses of what it covers begin.
    var prefix: String { address + end }

    /// The beginnings of SSH addresses that mean the same.
    var sshPrefixes: [String] {
        let rest = path.joined(separator: "/") + (path.isEmpty ? "" : end)
        return ["git@\(host):\(rest)", "ssh://git@\(host)/\(rest)", "ssh://git@\(host):22/\(rest)"]
    }

    /// A repository's own name ends the address; that of an organisation does not, and is not the beginning of another.
    private var end: String { path.last?.hasSuffix(".git") == true ? "" : "/" }
}

extension HTTPSCredential {
    /// What git asks a credential helper for, in the helper's own format.
    var helperAnswer: String { "username=\(user)\npassword=\(secret)\n" }
}
