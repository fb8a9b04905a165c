/// An absolute `http` or `https` URL in the parts that signing and sending need; path and query are as on the wire.
struct HTTPURL: Hashable, Sendable {
    enum Scheme: String, Hashable, Sendable {
        case http
        case https

        var defaultPort: Int { self == .http ? 80 : 443 }
    }

    var scheme: Scheme
    /// A name or an address, lower case; an IPv6 address has its brackets.
    var host: String
    /// Where it is not the scheme's own.
    var port: Int?
    /// Percent-encoded, begins with a slash.
    var path: String
    /// Percent-encoded, without the question mark.
    var query: String?

    init(scheme: Scheme, host: String, port: Int? = nil, path: String = "/", query: String? = nil) {
        self.scheme = scheme
        self.host = host
        self.port = port == scheme.defaultPort ? nil : port
        self.path = path
        self.query = query
    }

    /// Reads a URL without user and fragment; `nil` when it is none.
    init?(_ text: String) {
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), !text.contains("#"), !text.contains("@"),
            let separator = text.firstRange(of: "://"),
            let scheme = Scheme(rawValue: text[..<separator.lowerBound].lowercased())
        else { return nil }
        let rest = text[separator.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        let target = rest[authority.endIndex...]
        let pathPart = target.prefix { $0 != "?" }
        let queryPart = target[pathPart.endIndex...].dropFirst()

        let colon = authority.lastIndex(of: ":").flatMap { authority[$0...].contains("]") ? nil : $0 }
        let host = authority[..<(colon ?? authority.endIndex)].lowercased()
        var port: Int?
        if let colon {
            let digits = authority[authority.index(after: colon)...]
            guard digits.first != "+", let number = UInt16(digits), number > 0 else { return nil }
            port = Int(number)
        }
        guard !host.isEmpty, host.contains("[") == host.contains(":"), host.hasPrefix("[") == host.hasSuffix("]") else {
            return nil
        }
        self.init(
            scheme: scheme,
            host: host,
            port: port,
            path: pathPart.isEmpty ? "/" : String(pathPart),
            query: target.contains("?") ? String(queryPart) : nil
        )
    }

    /// The value of the `host` header.
    var authority: String {
        port.map { "\(host):\($0)" } ?? host
    }

    /// The same place with `suffix`, percent-encoded and without a leading slash, after its path.
    func appending(_ suffix: String, query: String? = nil) -> HTTPURL {
        var url = self
        url.path = (path.hasSuffix("/") ? path : path + "/") + suffix
        url.query = query ?? self.query
        return url
    }
}

extension HTTPURL: CustomStringConvertible {
    var description: String {
        "\(scheme.rawValue)://\(authority)\(path)\(query.map { "?\($0)" } ?? "")"
    }
}
