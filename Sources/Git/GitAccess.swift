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
        /// Over https: GitHub, GitLab and Bitbucket, and whatever else there is a token for.
        case overHTTPS
    }

    /// Where private SSH keys are while the job runs.
    public enum KeyPlace: Hashable, Sendable {
        /// There are none.
        case nowhere
        /// In the memory of an agent of the job's own.
        case agent
        /// In files that their owner alone may read, for the reason given.
        case files(String)
    }

    let settings: Settings
    /// Where private SSH keys are.
    public let keyPlace: KeyPlace
    let folder: FilePath
    let agent: SSHAgent?

    /// Runs the body with git's configuration in a private folder and the SSH keys in an agent, which ends with the body.
    ///
    /// - Parameters:
    ///   - settings: what the caller decides.
    ///   - folder: where the configuration is written; the caller removes it.
    ///   - body: what needs git.
    /// - Returns: what the body returns.
    /// - Throws: `TemporaryFolderUnwritable` (69); `InvalidCredential` (64) for a key that ssh cannot use; and what the body
    ///   throws.
    public static func with<Result>(
        _ settings: Settings,
        in folder: FilePath,
        _ body: (GitAccess) async throws(RunnerError) -> Result
    ) async throws(RunnerError) -> Result {
        let keys = settings.credentials.keys
        guard !keys.isEmpty else { return try await body(try prepare(settings, in: folder)) }
        let agent: SSHAgent
        do throws(RunnerError) {
            try writing(to: folder) { try Folder.make(folder.appending("home")) }
            agent = try await SSHAgent(folder.appending("agent"), path: settings.environment["PATH"])
        } catch {
            return try await body(try withKeyFiles(settings, in: folder, because: error.message))
        }
        do {
            let access = GitAccess(settings: settings, keyPlace: .agent, folder: folder, agent: agent)
            var publicKeys: [String] = []
            for key in keys { publicKeys.append(try await agent.add(key)) }
            try access.write(keys: publicKeys.map { $0 + "\n" })
            let result = try await body(access)
            await agent.ended()
            return result
        } catch {
            await agent.ended()
            throw error
        }
    }

    /// Writes the configuration and the credentials into a private folder, which the caller removes; SSH keys are files
    /// in it.
    ///
    /// - Throws: `TemporaryFolderUnwritable` (69).
    public static func prepare(_ settings: Settings, in folder: FilePath) throws(RunnerError) -> GitAccess {
        try withKeyFiles(settings, in: folder, because: "there is no agent")
    }

    private static func withKeyFiles(
        _ settings: Settings,
        in folder: FilePath,
        because reason: String
    ) throws(RunnerError) -> GitAccess {
        let keys = settings.credentials.keys
        let place: KeyPlace = keys.isEmpty ? .nowhere : .files(reason)
        let access = GitAccess(settings: settings, keyPlace: place, folder: folder, agent: nil)
        try access.write(keys: keys.map(\.text))
        return access
    }

    /// What a script says of where the keys are, where that is less than they could have.
    public var remark: String? {
        guard case .files(let reason) = keyPlace else { return nil }
        return "the SSH keys lie in private files while the job needs them: \(reason)"
    }

    /// Removes the tokens and the keys; git goes on working with what needs neither.
    public func revokeCredentials() {
        agent?.end()
        for index in settings.credentials.tokens.indices { Folder.remove(tokenFile(index)) }
        for index in settings.credentials.keys.indices { Folder.remove(keyFile(index)) }
    }

    /// What a tool needs in its environment so that the git it calls works as the runner's own does, and no further.
    public var toolEnvironment: [String: String] {
        [
            "GIT_CONFIG_GLOBAL": configurationFile.string,
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_ALLOW_PROTOCOL": "https:ssh",
            "GIT_SSH_COMMAND": "ssh -F '\(sshConfigurationFile.string.replacing("'", with: "'\\''"))'",
        ]
    }

    /// The whole environment of the runner's own git.
    func environment(for location: RepositoryLocation) -> [String: String] {
        var environment = toolEnvironment
        for name in Self.inherited { environment[name] = settings.environment[name] }
        environment["HOME"] = folder.appending("home").string
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
