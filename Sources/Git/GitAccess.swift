public import RunProtocol
public import Supervision
public import SystemPackage

/// Git's private configuration for one job: what it may reach, and with what.
///
/// Git gets an environment that begins empty and a folder of its own: nothing of the image's or a user's configuration
/// takes part, nothing ever asks a question, and only https and ssh leave the machine (DESIGN D7).
public struct GitAccess: Sendable {
    /// What the caller decides.
    public struct Settings: Sendable {
        /// What is shown to the hosts.
        public var credentials: GitCredentials
        /// Whether known hosts are reached over https even where a repository is named by its SSH address.
        public var addresses: Addresses = .asWritten
        /// The repositories of this machine that may be cloned.
        public var locals = LocalRepositories([])
        /// The task's environment: `PATH` and the proxy settings are taken from it, nothing else.
        public var environment: [String: String]
        /// Signals of this process, passed on to git while it runs.
        public var signals: ForwardedSignals?

        /// Settings with the addresses as written and no local repositories.
        public init(credentials: GitCredentials, environment: [String: String]) {
            self.credentials = credentials
            self.environment = environment
        }
    }

    /// How the addresses of known hosts are read.
    public enum Addresses: Hashable, Sendable {
        /// As they stand; a host that has a token but no SSH key is reached over https all the same.
        case asWritten
        /// Over https.
        case overHTTPS
    }

    let settings: Settings
    private let folder: FilePath

    /// Writes the configuration and the credentials into a private folder, which the caller removes.
    ///
    /// - Throws: `TemporaryFolderUnwritable` (69).
    public static func prepare(_ settings: Settings, in folder: FilePath) throws(RunnerError) -> GitAccess {
        let access = GitAccess(settings: settings, folder: folder)
        do {
            try Folder.make(access.home)
            try Folder.write(access.configuration.utf8, to: access.configurationFile)
            try Folder.write(settings.credentials.storeLines.utf8, to: access.tokenFile)
            try Folder.write(access.knownHosts.utf8, to: access.knownHostsFile)
            if let key = settings.credentials.sshPrivateKey {
                try Folder.write(key.utf8, to: access.keyFile, permissions: .ownerRead)
            }
        } catch {
            throw RunnerError(.unavailable, "TemporaryFolderUnwritable", "\(folder) cannot be written").caused(
                by: "\(error)"
            )
        }
        return access
    }

    /// Removes the tokens and the key; git goes on working with what needs neither.
    public func revokeCredentials() {
        Folder.remove(tokenFile)
        Folder.remove(keyFile)
    }

    /// What a tool needs in its environment so that the git it calls works as the runner's own does, and no further.
    public var toolEnvironment: [String: String] {
        [
            "GIT_CONFIG_GLOBAL": configurationFile.string,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_ALLOW_PROTOCOL": "https:ssh",
            "GIT_SSH_COMMAND": sshCommand,
        ]
    }

    /// The whole environment of the runner's own git.
    func environment(for location: RepositoryLocation) -> [String: String] {
        var environment = toolEnvironment
        for name in Self.inherited { environment[name] = settings.environment[name] }
        environment["HOME"] = home.string
        // A path is a path, whatever it begins with.
        environment["GIT_LITERAL_PATHSPECS"] = "1"
        // Errors are told apart by their text.
        environment["LC_ALL"] = "C"
        if case .local = location { environment["GIT_ALLOW_PROTOCOL"] = "file" }
        return environment
    }

    private static let inherited = [
        "PATH", "TMPDIR", "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY",
    ]
}

extension GitAccess {
    private var home: FilePath { folder.appending("home") }
    private var configurationFile: FilePath { folder.appending("gitconfig") }
    private var tokenFile: FilePath { folder.appending("tokens") }
    private var keyFile: FilePath { folder.appending("ssh-key") }
    private var knownHostsFile: FilePath { folder.appending("known_hosts") }

    private var configuration: String {
        GitConfigurationText.make(
            locals: settings.locals,
            hosts: settings.credentials.tokens.keys.sorted { $0.name < $1.name },
            overHTTPS: GitHost.allCases.filter(isReachedOverHTTPS),
            files: GitConfigurationText.Files(tokens: tokenFile, authorities: settings.environment["SSL_CERT_FILE"])
        )
    }

    private func isReachedOverHTTPS(_ host: GitHost) -> Bool {
        if settings.addresses == .overHTTPS { return true }
        return settings.credentials.tokens[host] != nil && settings.credentials.sshPrivateKey == nil
    }

    private var knownHosts: String {
        let lines = GitHost.allCases.map { "\($0.name) \($0.sshKey)\n" }.joined()
        guard let more = settings.credentials.knownHosts else { return lines }
        return lines + more + "\n"
    }

    /// No configuration of the image, no agent, no question, and no host whose key is not known.
    private var sshCommand: String {
        let identity = settings.credentials.sshPrivateKey == nil ? "none" : keyFile.string
        let options = [
            "BatchMode=yes", "IdentitiesOnly=yes", "IdentityAgent=none", "IdentityFile=\(identity)",
            "StrictHostKeyChecking=yes", "UserKnownHostsFile=\(knownHostsFile)",
            "ConnectTimeout=30", "ServerAliveInterval=15", "ServerAliveCountMax=4",
        ]
        return "ssh -F none " + options.map { "-o '\($0)'" }.joined(separator: " ")
    }
}
