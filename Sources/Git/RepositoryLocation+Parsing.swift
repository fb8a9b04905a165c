public import RunProtocol
import SystemPackage

extension RepositoryLocation {
    /// Reads a repository's address.
    ///
    /// - Parameters:
    ///   - text: an `https://`, `ssh://` or `user@host:path` address, or `file:///path` or `/path` of a listed repository.
    ///   - locals: the repositories of this machine that may be used.
    /// - Throws: `InvalidRepository` (64), or `LocalRepositoryNotAllowed` (77).
    public init(_ text: String, locals: LocalRepositories) throws(RunnerError) {
        guard !text.isEmpty else { throw Self.invalid("the repository's address is empty", nil) }
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }), text.utf8.first != UInt8(ascii: "-") else {
            throw Self.invalid(
                "\(Printable.text(text)) is not the address of a repository",
                "it begins with a dash, or holds white space or control characters"
            )
        }
        if let path = Self.rest(of: text, behind: "file://") ?? (text.utf8.first == UInt8(ascii: "/") ? text : nil) {
            self = .local(try locals.checked(path))
        } else if let rest = Self.rest(of: text, behind: "https://") {
            self = .https(url: text, host: try Self.httpsHost(rest))
        } else if let rest = Self.rest(of: text, behind: "ssh://") {
            self = .ssh(url: text, host: try Self.sshHost(rest, of: text))
        } else if let host = Self.scpHost(text) {
            self = .ssh(url: text, host: host)
        } else {
            throw Self.invalid(
                "\(Self.withoutSecrets(text)) is not an address that the runner clones from",
                "git is allowed https and ssh only",
                hint: Self.hint(for: Self.withoutSecrets(text))
            )
        }
    }

    private static func rest(of text: String, behind prefix: String) -> String? {
        guard text.utf8.starts(with: prefix.utf8) else { return nil }
        return String(decoding: text.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
    }

    private static func httpsHost(_ rest: String) throws(RunnerError) -> String {
        let authority = String(rest.prefix { $0 != "/" })
        guard !authority.utf8.contains(UInt8(ascii: "@")) else {
            throw invalid(
                "the repository's address holds a user name or a password",
                shown,
                hint: "leave it out, and configure a token: "
                    + "\(GitHost.allCases.map(\.tokenVariable).joined(separator: ", ")), \(GitCredentials.tokensVariable)"
            )
        }
        return try host(authority, path: rest.utf8.count - authority.utf8.count, of: "https://\(rest)")
    }

    private static func sshHost(_ rest: String, of text: String) throws(RunnerError) -> String {
        let authority = String(rest.prefix { $0 != "/" })
        let parts = authority.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 1 || !parts[0].utf8.contains(UInt8(ascii: ":")) else {
            throw invalid(
                "the repository's address holds a password",
                shown,
                hint: "leave it out, and configure a key: \(GitCredentials.keyVariable)"
            )
        }
        return try host(parts.last ?? "", path: rest.utf8.count - authority.utf8.count, of: text)
    }

    private static let shown = "whatever stands in an address is shown in logs and kept in .git/config"

    private static func host(_ place: String, path length: Int, of text: String) throws(RunnerError) -> String {
        let host = String(place.prefix { $0 != ":" }).lowercased()
        // A host that begins with a dash would be an option of ssh.
        guard isHostName(host), length > 1 else {
            throw invalid("\(withoutSecrets(text)) is not the address of a repository", "it names no host, or no path")
        }
        return host
    }

    /// The host of `user@host:path`; a second colon right behind the first would call a transport helper.
    private static func scpHost(_ text: String) -> String? {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let first = parts[1].utf8.first, first != UInt8(ascii: ":") else { return nil }
        guard first != UInt8(ascii: "-"), !parts[1].utf8.starts(with: "//".utf8) else { return nil }
        let place = parts[0].split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        guard place.count == 2, let user = place.first, !user.isEmpty, let host = place.last else { return nil }
        return isHostName(String(host)) ? host.lowercased() : nil
    }

    static func isHostName(_ text: String) -> Bool {
        guard let first = text.utf8.first, isAlphanumeric(first) else { return false }
        return text.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
    }

    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default:
            false
        }
    }

    /// An address without what stands before an `@`, which may be a password.
    private static func withoutSecrets(_ text: String) -> String {
        guard let at = text.lastIndex(of: "@"), !text.utf8.starts(with: "git@".utf8) else {
            return Printable.text(text)
        }
        let scheme = text[..<at].firstRange(of: "://").map { String(text[..<$0.upperBound]) } ?? "***@"
        return Printable.text(scheme + text[text.index(after: at)...])
    }

    private static func hint(for text: String) -> String {
        if let rest = rest(of: text, behind: "http://") ?? rest(of: text, behind: "git://") {
            return "use https://\(rest)"
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count == 2, parts.allSatisfy({ !$0.isEmpty && !$0.contains(":") }) {
            return "use https://github.com/\(text).git"
        }
        return "use https://HOST/ORGANISATION/REPOSITORY.git or git@HOST:ORGANISATION/REPOSITORY.git"
    }

    private static func invalid(_ message: String, _ cause: String?, hint: String? = nil) -> RunnerError {
        var error = RunnerError(.usage, "InvalidRepository", message, hint: hint)
        error.cause = cause
        return error
    }
}
