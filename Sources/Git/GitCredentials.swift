public import RunProtocol

/// What a job may show to reach its repositories: SSH keys and tokens, as the platform team configured them.
///
/// They are injected as `DEPLOY_SCRIPT_*` and leave this module only into the memory of an agent, or into files that
/// their owner alone may read: they stand in no address, no argument list, no log and no `.git/config`.
public struct GitCredentials: Sendable {
    /// The keys: first the one for all hosts, then those for hosts of their own.
    let keys: [SSHKey]
    /// More lines for `known_hosts`, for hosts that the runner does not know.
    let knownHosts: String?
    /// Users and tokens, each before those that cover more than it does.
    let tokens: [HTTPSCredential]

    /// Reads the credentials from a task's environment; an empty variable counts as none.
    ///
    /// - Throws: `InvalidCredential` (64) for a key or a token that cannot be one. The message never shows it.
    public init(environment: [String: String]) throws(RunnerError) {
        keys = try Self.keys(environment)
        knownHosts = Self.present(environment[Self.knownHostsVariable])
        let tokens = try Self.hostTokens(environment) + Self.credentials(environment)
        for (index, token) in tokens.enumerated() where tokens[..<index].contains(where: { $0.scope == token.scope }) {
            throw RunnerError(
                .usage,
                "InvalidCredential",
                "there are two credentials for \(token.scope.address)",
                hint: "keep one, or give them paths of their own: https://USER:TOKEN@HOST/ORGANISATION"
            )
        }
        self.tokens = tokens.sorted { first, second in
            (second.scope.path.count, first.scope.address) < (first.scope.path.count, second.scope.address)
        }
    }

    /// The private key for every host that has none of its own.
    public static let keyVariable = "DEPLOY_SCRIPT_SSH_PRIVATE_KEY"
    /// Private keys by host: each stands below a line with its hosts.
    ///
    /// Variables whose names go on with `_` count as well.
    public static let keysVariable = "DEPLOY_SCRIPT_SSH_PRIVATE_KEYS"
    /// Lines in the form of `known_hosts`, for SSH servers other than GitHub, GitLab and Bitbucket.
    public static let knownHostsVariable = "DEPLOY_SCRIPT_SSH_KNOWN_HOSTS"
    /// The user that the Bitbucket token belongs to, when it is an app password.
    public static let bitbucketUserVariable = "DEPLOY_SCRIPT_BITBUCKET_USERNAME"
    /// Lines of `https://USER:TOKEN@HOST[:PORT][/PATH]`, for what the variables of the known hosts do not cover.
    ///
    /// Variables whose names go on with `_` count as well.
    public static let tokensVariable = "DEPLOY_SCRIPT_HTTPS_CREDENTIALS"

    /// Whether an environment variable carries a credential, and so is kept from every tool.
    public static func isCredential(_ variable: String) -> Bool {
        variable.utf8.starts(with: "DEPLOY_SCRIPT_".utf8)
    }

    /// What must not be read by anybody, taken out of the variables that hold more than it.
    public var tokenSecrets: [String] { tokens.map(\.secret) }

    /// Whether a host would be shown a key.
    func hasKey(for host: String) -> Bool {
        keys.contains { $0.hosts.isEmpty || $0.hosts.contains(host) }
    }
}

extension GitCredentials {
    private static func keys(_ environment: [String: String]) throws(RunnerError) -> [SSHKey] {
        var keys: [SSHKey] = []
        let hint = "store the key file as it is, with its line breaks"
        if let text = present(environment[keyVariable]) {
            do throws(SSHKey.Unreadable) {
                keys.append(try SSHKey(text, from: keyVariable))
            } catch {
                throw invalid(keyVariable, error.cause, hint: hint)
            }
        }
        for (variable, text) in all(keysVariable, environment) {
            do throws(SSHKey.Unreadable) {
                keys += try SSHKey.keys(text, from: variable)
            } catch {
                throw invalid(variable, error.cause, hint: "\(hint), below a line with its hosts")
            }
        }
        if let key = keys.first(where: \.isProtected) {
            throw invalid(
                key.variable,
                "\(key) is protected by a passphrase",
                hint: "store it without one (ssh-keygen -p); what protects it is the place where it is stored"
            )
        }
        return keys
    }

    private static func hostTokens(_ environment: [String: String]) throws(RunnerError) -> [HTTPSCredential] {
        var tokens: [HTTPSCredential] = []
        for host in GitHost.allCases {
            guard let secret = try secret(environment[host.tokenVariable], of: host.tokenVariable) else { continue }
            let configured = host == .bitbucket ? environment[bitbucketUserVariable] : nil
            let user = try Self.secret(configured, of: bitbucketUserVariable) ?? host.tokenUser
            tokens.append(HTTPSCredential(scope: HTTPSCredential.Scope(host), user: user, secret: secret))
        }
        return tokens
    }

    private static func credentials(_ environment: [String: String]) throws(RunnerError) -> [HTTPSCredential] {
        var tokens: [HTTPSCredential] = []
        for (variable, text) in all(tokensVariable, environment) {
            for (number, line) in SSHKey.lines(of: text).enumerated() {
                let line = trimmed(line)
                guard !line.isEmpty, line.utf8.first != UInt8(ascii: "#") else { continue }
                do throws(HTTPSCredential.Unreadable) {
                    tokens.append(try HTTPSCredential(line: line))
                } catch {
                    let hint = "write one https://USER:TOKEN@HOST or https://USER:TOKEN@HOST/PATH a line"
                    throw invalid(variable, "line \(number + 1) \(error.cause)", hint: hint)
                }
            }
        }
        return tokens
    }

    /// The variable and those whose names go on with an underscore, so that each may come from a secret of its own.
    private static func all(_ variable: String, _ environment: [String: String]) -> [(String, String)] {
        environment.sorted { $0.key < $1.key }.compactMap { name, value in
            guard name == variable || name.utf8.starts(with: "\(variable)_".utf8) else { return nil }
            return present(value).map { (name, $0) }
        }
    }
}

extension GitCredentials {
    private static func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || 0x09...0x0D ~= byte
    }

    private static func present(_ text: String?) -> String? {
        guard let text, text.utf8.contains(where: { !isWhiteSpace($0) }) else { return nil }
        return text
    }

    private static func trimmed(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard let end = bytes.lastIndex(where: { !isWhiteSpace($0) }) else { return "" }
        return String(decoding: bytes[...end], as: UTF8.self)
    }

    /// A secret of one line; the white space that editors and `echo` leave at its end is none of it.
    private static func secret(_ text: String?, of variable: String) throws(RunnerError) -> String? {
        guard let text = present(text).map(trimmed) else { return nil }
        // A line break inside would add lines to what git reads as a credential.
        guard text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw invalid(variable, "it holds a line break or another control character", hint: "store the token alone")
        }
        return text
    }

    static func invalid(_ variable: String, _ cause: String, hint: String) -> RunnerError {
        RunnerError(.usage, "InvalidCredential", "\(variable) is not usable", hint: hint).caused(by: cause)
    }
}
