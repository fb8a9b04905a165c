import RunProtocol
import Supervision
import SystemPackage

/// The files of a job's private folder.
extension GitAccess {
    var configurationFile: FilePath { folder.appending("gitconfig") }
    var sshConfigurationFile: FilePath { folder.appending("ssh-config") }
    private var knownHostsFile: FilePath { folder.appending("known_hosts") }

    func tokenFile(_ index: Int) -> FilePath { folder.appending("token-\(index)") }
    func keyFile(_ index: Int) -> FilePath { folder.appending("key-\(index)") }

    /// Writes them all.
    ///
    /// - Parameter keys: the public halves of keys that an agent has, or else the keys.
    /// - Throws: `TemporaryFolderUnwritable` (69).
    func write(keys: [String]) throws(RunnerError) {
        try Self.writing(to: folder) {
            try Folder.make(folder.appending("home"))
            for (index, key) in keys.enumerated() {
                try Folder.write(key.utf8, to: keyFile(index), permissions: .ownerRead)
            }
            for (index, token) in settings.credentials.tokens.enumerated() {
                try Folder.write(token.helperAnswer.utf8, to: tokenFile(index))
            }
            try Folder.write(knownHosts.utf8, to: knownHostsFile)
            try Folder.write(sshConfiguration.utf8, to: sshConfigurationFile)
            try Folder.write(configuration.utf8, to: configurationFile)
        }
    }

    static func writing(to folder: FilePath, _ body: () throws -> Void) throws(RunnerError) {
        do {
            try body()
        } catch {
            throw RunnerError(.unavailable, "TemporaryFolderUnwritable", "\(folder) cannot be written").caused(
                by: "\(error)"
            )
        }
    }

    private var knownHosts: String {
        let lines = GitHost.allCases.map { "\($0.name) \($0.sshKey)\n" }.joined()
        guard let more = settings.credentials.knownHosts else { return lines }
        return lines + more + "\n"
    }

    private var sshConfiguration: String {
        let identities = settings.credentials.keys.enumerated().map { index, key in
            SSHConfigurationText.Identity(hosts: key.hosts, file: keyFile(index))
        }
        return SSHConfigurationText.make(identities, agent: agent?.socket, knownHosts: knownHostsFile)
    }

    private var configuration: String {
        GitConfigurationText.make(
            GitConfigurationText.Content(
                locals: settings.locals,
                tokens: settings.credentials.tokens.enumerated().map { ($1.scope, tokenFile($0)) },
                overHTTPS: overHTTPS,
                authorities: settings.environment["SSL_CERT_FILE"]
            )
        )
    }

    /// What is reached over https: what there is a token for and no key, and with `overHTTPS` all that is known.
    private var overHTTPS: [HTTPSCredential.Scope] {
        let scopes = settings.credentials.tokens.map(\.scope)
        switch settings.addresses {
        case .asWritten: return scopes.filter { !settings.credentials.hasKey(for: $0.host) }
        case .overHTTPS:
            return scopes + GitHost.allCases.map(HTTPSCredential.Scope.init).filter { !scopes.contains($0) }
        }
    }
}
