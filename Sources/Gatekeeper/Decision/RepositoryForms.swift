/// The other ways to write the address of a repository: https or ssh, with or without `.git`.
///
/// Also inside the addresses of Packer templates, `git::REPOSITORY//PATH?ref=REF`.
struct RepositoryForms {
    private static let getter: ByteString = "git::"
    private static let suffix: ByteString = ".git"

    /// Every other form of the address, with words for what is different; none when this is no such address.
    static func of(_ value: ByteString) -> [(value: ByteString, description: String)] {
        let isGetter = value.hasPrefix(getter)
        let address = isGetter ? ByteString(Array(value.bytes.dropFirst(getter.count))) : value
        guard let parts = Address(address, mayHaveSubdirectory: isGetter) else { return [] }
        var forms: [(ByteString, String)] = []
        for scheme in Address.Scheme.allCases {
            for hasSuffix in [parts.hasSuffix, !parts.hasSuffix] {
                let written = (isGetter ? getter : "") + parts.written(scheme, withSuffix: hasSuffix)
                forms.append((written, words(for: scheme, hasSuffix: hasSuffix, instead: parts)))
            }
        }
        return forms.filter { $0.0 != value }
    }

    private static func words(for scheme: Address.Scheme, hasSuffix: Bool, instead parts: Address) -> String {
        let subject =
            switch scheme {
            case parts.scheme: "this repository is allowed"
            case .https: "the https form of this repository is allowed"
            case .shell, .ssh: "the ssh form of this repository is allowed"
            }
        guard hasSuffix != parts.hasSuffix else {
            return scheme == parts.scheme ? subject + " in this form" : subject
        }
        return subject + (hasSuffix ? ", with .git at its end" : ", without .git at its end")
    }
}

/// The address of a repository, taken apart.
private struct Address {
    enum Scheme: CaseIterable {
        case https
        /// `git@HOST:PATH`, as ssh itself writes it.
        case shell
        case ssh
    }

    let scheme: Scheme?
    let host: [UInt8]
    let path: [UInt8]
    let hasSuffix: Bool
    /// What follows the repository in the address of a template.
    let rest: [UInt8]

    init?(_ address: ByteString, mayHaveSubdirectory: Bool) {
        guard let (scheme, hostAndPath) = Self.withoutScheme(address) else { return nil }
        self.scheme = scheme
        let separators: Set<UInt8> = scheme == .shell ? [ASCII.colon] : [ASCII.slash]
        guard let separator = hostAndPath.firstIndex(where: separators.contains) else { return nil }
        host = Self.lowercased(hostAndPath[..<separator])
        var path = Array(hostAndPath[(separator + 1)...])
        var rest: [UInt8] = []
        if mayHaveSubdirectory, let start = Self.subdirectory(in: path) {
            rest = Array(path[start...])
            path = Array(path[..<start])
        }
        while path.last == ASCII.slash { path.removeLast() }
        hasSuffix = ByteString(path).hasSuffix(".git")
        self.path = hasSuffix ? path.dropLast(4) : path
        self.rest = rest
        guard !host.isEmpty, !self.path.isEmpty else { return nil }
    }

    /// The scheme, and the rest without a user's name.
    private static func withoutScheme(_ address: ByteString) -> (Scheme?, ArraySlice<UInt8>)? {
        let schemes: [(ByteString, Scheme?)] = [
            ("https://", .https), ("http://", nil), ("ssh://", .ssh), ("git://", nil),
        ]
        for (prefix, scheme) in schemes where address.hasPrefix(prefix) {
            return (scheme, withoutUser(address.bytes.dropFirst(prefix.count)))
        }
        guard let at = address.bytes.firstIndex(of: ASCII.at), !address.bytes[..<at].contains(ASCII.slash) else {
            return nil
        }
        return (.shell, address.bytes[(at + 1)...])
    }

    private static func withoutUser(_ rest: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let authority = rest.prefix { $0 != ASCII.slash }
        guard let at = authority.lastIndex(of: ASCII.at) else { return rest }
        return rest[(at + 1)...]
    }

    private static func lowercased(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        bytes.map { 0x41...0x5A ~= $0 ? $0 + 0x20 : $0 }
    }

    private static func subdirectory(in path: [UInt8]) -> Int? {
        path.indices.dropLast().first { path[$0] == ASCII.slash && path[$0 + 1] == ASCII.slash }
    }

    func written(_ scheme: Scheme, withSuffix: Bool) -> ByteString {
        let path = path + (withSuffix ? Array(".git".utf8) : []) + rest
        return switch scheme {
        case .https: ByteString(Array("https://".utf8) + host + [ASCII.slash] + path)
        case .shell: ByteString(Array("git@".utf8) + host + [ASCII.colon] + path)
        case .ssh: ByteString(Array("ssh://git@".utf8) + host + [ASCII.slash] + path)
        }
    }
}
