/// An absolute `http` or `https` URL in the parts that signing and sending need; path and query are as on the wire.
public struct HTTPURL: Hashable, Sendable {
    /// How the server is spoken to.
    public enum Scheme: String, Hashable, Sendable {
        /// Without TLS.
        case http
        /// With TLS.
        case https

        var defaultPort: Int { self == .http ? 80 : 443 }
    }

    /// How the server is spoken to.
    public var scheme: Scheme
    /// A name or an address, lower case; an IPv6 address has its brackets.
    public var host: String
    /// Where it is not the scheme's own.
    public var port: Int?
    /// Percent-encoded, begins with a slash.
    public var path: String
    /// Percent-encoded, without the question mark.
    public var query: String?

    /// Puts a URL together.
    public init(scheme: Scheme, host: String, port: Int? = nil, path: String = "/", query: String? = nil) {
        self.scheme = scheme
        self.host = host
        self.port = port == scheme.defaultPort ? nil : port
        self.path = path
        self.query = query
    }

    /// Reads a URL without user and fragment; `nil` when it is none.
    public init?(_ text: String) {
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
    public var authority: String {
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
    /// The URL as text.
    public var description: String {
        "\(scheme.rawValue)://\(authority)\(path)\(query.map { "?\($0)" } ?? "")"
    }
}
