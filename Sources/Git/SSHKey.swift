/// A private key in OpenSSH or PEM form, and the hosts that it is shown to.
struct SSHKey: Hashable, Sendable {
    /// The hosts, in lower case; none: every host that has no key of its own.
    let hosts: [String]
    /// The key, as OpenSSH reads it.
    let text: String
    /// The environment variable that it came in, for messages.
    let variable: String
}

extension SSHKey: CustomStringConvertible {
    /// What messages call it.
    var description: String { hosts.isEmpty ? "the key" : "the key for \(hosts.joined(separator: ", "))" }

    /// Whether a passphrase is needed to use it.
    ///
    /// In OpenSSH's own form the name of the cipher follows the magic word: `none`, here in base 64. PEM says it in words.
    var isProtected: Bool {
        let lines = text.split(separator: "\n")
        guard lines.count > 1, lines[1].hasPrefix("b3BlbnNzaC1rZXktdjEA") else { return text.contains("ENCRYPTED") }
        return !lines[1].hasPrefix("b3BlbnNzaC1rZXktdjEAAAAABG5vbmU")
    }
}

extension SSHKey {
    /// What is wrong with a key; never the key itself.
    struct Unreadable: Error {
        let cause: String
    }

    /// The line ends that OpenSSH insists on: it refuses a key with CRLF and one without a last newline.
    static func lines(of text: String) -> [String] {
        text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
        }
    }

    /// Reads the text of one key for all hosts.
    init(_ text: String, from variable: String) throws(Unreadable) {
        let lines = Array(Self.lines(of: text).drop(while: \.isEmpty))
        guard let first = lines.first, Self.begins(first) else {
            throw Unreadable(cause: "it does not begin with -----BEGIN")
        }
        guard lines.count > 2 else { throw Unreadable(cause: "it has no line breaks") }
        self.init(
            hosts: [],
            text: lines.joined(separator: "\n") + (lines.last == "" ? "" : "\n"),
            variable: variable
        )
    }

    /// Reads keys one after another, each below a line with the hosts that it is for, separated by commas.
    static func keys(_ text: String, from variable: String) throws(Unreadable) -> [SSHKey] {
        var keys: [SSHKey] = []
        var hosts: [String] = []
        var key: [String] = []
        for (number, line) in Self.lines(of: text).enumerated() {
            if !key.isEmpty || begins(line) {
                guard !hosts.isEmpty else { throw Unreadable(cause: "line \(number + 1) begins a key for no host") }
                key.append(line)
                guard line.utf8.starts(with: "-----END ".utf8) else { continue }
                keys.append(SSHKey(hosts: hosts, text: key.joined(separator: "\n") + "\n", variable: variable))
                (key, hosts) = ([], [])
            } else if line.utf8.contains(where: { $0 != 0x20 && $0 != 0x09 }), line.utf8.first != UInt8(ascii: "#") {
                guard hosts.isEmpty else { throw Unreadable(cause: "line \(number + 1) stands where a key should") }
                hosts = line.utf8.split { $0 == UInt8(ascii: ",") || $0 == 0x20 || $0 == 0x09 }
                    .map { String(decoding: $0, as: UTF8.self).lowercased() }
                guard hosts.allSatisfy(RepositoryLocation.isHostName) else {
                    throw Unreadable(cause: "line \(number + 1) is neither a key nor a list of host names")
                }
            }
        }
        guard key.isEmpty, hosts.isEmpty else { throw Unreadable(cause: "it ends before its last key does") }
        return keys
    }

    private static func begins(_ line: String) -> Bool {
        line.utf8.starts(with: "-----BEGIN ".utf8)
    }
}
