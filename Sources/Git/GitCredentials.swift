public import RunProtocol

/// What a job may show to reach its repositories: an SSH key and tokens, as the platform team configured them.
///
/// They are injected as `DEPLOY_SCRIPT_*` and never leave this module but in files that their owner alone may read:
/// they stand in no address, no argument list, no log and no `.git/config`.
public struct GitCredentials: Sendable {
    /// A private key in OpenSSH or PEM form, ready to be written into a file.
    let sshPrivateKey: String?
    /// More lines for `known_hosts`, for hosts that the runner does not know.
    let knownHosts: String?
    /// The tokens by host.
    let tokens: [GitHost: Token]

    /// A user and what proves that it is that user.
    struct Token: Hashable, Sendable {
        let user: String
        let secret: String
    }

    /// Reads the credentials from a task's environment; an empty variable counts as none.
    ///
    /// - Throws: `InvalidCredential` (64) for a key or a token that cannot be one. The message never shows it.
    public init(environment: [String: String]) throws(RunnerError) {
        sshPrivateKey = try Self.key(environment[Self.keyVariable])
        knownHosts = Self.present(environment[Self.knownHostsVariable])
        var tokens: [GitHost: Token] = [:]
        for host in GitHost.allCases {
            guard let secret = try Self.secret(environment[host.tokenVariable], of: host.tokenVariable) else {
                continue
            }
            let configured = host == .bitbucket ? environment[Self.bitbucketUserVariable] : nil
            let user = try Self.secret(configured, of: Self.bitbucketUserVariable)
            tokens[host] = Token(user: user ?? host.tokenUser, secret: secret)
        }
        self.tokens = tokens
    }

    /// The private key.
    public static let keyVariable = "DEPLOY_SCRIPT_SSH_PRIVATE_KEY"
    /// Lines in the form of `known_hosts`, for SSH servers other than GitHub, GitLab and Bitbucket.
    public static let knownHostsVariable = "DEPLOY_SCRIPT_SSH_KNOWN_HOSTS"
    /// The user that the Bitbucket token belongs to, when it is an app password.
    public static let bitbucketUserVariable = "DEPLOY_SCRIPT_BITBUCKET_USERNAME"

    private static func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || 0x09...0x0D ~= byte
    }

    private static func present(_ text: String?) -> String? {
        guard let text, text.utf8.contains(where: { !isWhiteSpace($0) }) else { return nil }
        return text
    }

    /// The key with the line ends that OpenSSH insists on: it refuses a key with CRLF and one without a last newline.
    private static func key(_ text: String?) throws(RunnerError) -> String? {
        guard let text = present(text) else { return nil }
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
        }
        let key = lines.drop(while: \.isEmpty)
        guard let first = key.first, first.utf8.starts(with: "-----BEGIN ".utf8) else {
            throw invalid(
                keyVariable,
                "it does not begin with -----BEGIN",
                hint: "store the key file as it is, with its line breaks"
            )
        }
        guard key.count > 2 else {
            throw invalid(
                keyVariable,
                "it has no line breaks",
                hint: "store the key file as it is, with its line breaks"
            )
        }
        return key.joined(separator: "\n") + (key.last == "" ? "" : "\n")
    }

    /// A secret of one line; the white space that editors and `echo` leave at its end is none of it.
    private static func secret(_ text: String?, of variable: String) throws(RunnerError) -> String? {
        guard let text = present(text) else { return nil }
        let bytes = Array(text.utf8)
        guard let end = bytes.lastIndex(where: { !isWhiteSpace($0) }) else { return nil }
        // A line break inside would add lines to what git reads as a credential.
        guard bytes[...end].allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw invalid(variable, "it holds a line break or another control character", hint: "store the token alone")
        }
        return String(decoding: bytes[...end], as: UTF8.self)
    }

    private static func invalid(_ variable: String, _ cause: String, hint: String) -> RunnerError {
        RunnerError(.usage, "InvalidCredential", "\(variable) is not usable", hint: hint).caused(by: cause)
    }
}

extension GitCredentials {
    /// Whether an environment variable carries a credential, and so is kept from every tool.
    public static func isCredential(_ variable: String) -> Bool {
        variable.utf8.starts(with: "DEPLOY_SCRIPT_".utf8)
    }

    /// Whether an environment variable carries what must not be read by anybody: a key or a token.
    public static func isSecret(_ variable: String) -> Bool {
        variable == keyVariable || GitHost.allCases.contains { $0.tokenVariable == variable }
    }

    /// The tokens in the form that `git credential-store` reads: an address with user and secret a line.
    var storeLines: String {
        tokens.sorted { $0.key.name < $1.key.name }
            .map { host, token in "https://\(Self.encoded(token.user)):\(Self.encoded(token.secret))@\(host.name)\n" }
            .joined()
    }

    private static func encoded(_ text: String) -> String {
        text.utf8.reduce(into: "") { encoded, byte in
            if isUnreserved(byte) {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                encoded += "%" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default:
            byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
                || byte == UInt8(ascii: "~")
        }
    }
}
