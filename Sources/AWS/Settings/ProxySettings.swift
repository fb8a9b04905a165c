/// The proxies that `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` name, in either case; the small letters go first.
struct ProxySettings: Hashable, Sendable {
    /// A proxy that is spoken to in plain HTTP; what goes through it to a server has TLS of its own.
    struct Proxy: Hashable, Sendable {
        var host: String
        var port: Int
        /// `user:password`.
        var login: String?
    }

    private var proxies: [HTTPURL.Scheme: Proxy] = [:]
    private var exceptions: [String] = []

    /// No proxies.
    init() {}

    /// Reads the variables.
    ///
    /// - Throws: `AWSError` of kind `.validation` for what is not the address of a proxy; it shows none of it, since a
    ///   password may be part of it.
    init(environment: Environment) throws(AWSError) {
        for (scheme, name) in [(HTTPURL.Scheme.https, "HTTPS_PROXY"), (.http, "HTTP_PROXY")] {
            guard let text = environment[name.lowercased()] ?? environment[name] else { continue }
            guard let proxy = Proxy(text) else {
                throw AWSError.configuration(
                    "\(name) is not the address of a proxy, as in http://host:port; one that takes TLS is not supported"
                )
            }
            proxies[scheme] = proxy
        }
        exceptions = (environment["no_proxy"] ?? environment["NO_PROXY"] ?? "")
            .split { $0 == "," || $0 == " " }.map { $0.lowercased() }
    }

    /// The proxies, each once.
    var all: Set<Proxy> { Set(proxies.values) }

    /// What a request goes through; `nil`: it goes straight.
    func proxy(for url: HTTPURL) -> Proxy? {
        guard let proxy = proxies[url.scheme], !Self.isLocal(url.host), !exceptions.contains(where: { $0.covers(url) })
        else { return nil }
        return proxy
    }

    /// Loopback and link-local addresses are this machine and its metadata service: no proxy can reach those.
    private static func isLocal(_ host: String) -> Bool {
        host == "localhost" || host == "[::1]" || host == "[fd00:ec2::254]" || host == "[fd00:ec2::23]"
            || host.hasPrefix("127.") || host.hasPrefix("169.254.")
    }
}

extension ProxySettings.Proxy {
    fileprivate init?(_ text: String) {
        let address = text.contains("://") ? text : "http://" + text
        guard let separator = address.firstRange(of: "://"), address[..<separator.lowerBound].lowercased() == "http"
        else { return nil }
        let rest = address[separator.upperBound...]
        let at = rest.lastIndex(of: "@")
        let place = at.map { rest[rest.index(after: $0)...] } ?? rest
        guard let url = HTTPURL("http://" + place), url.path == "/", url.query == nil else { return nil }
        host = url.host
        port = url.port ?? 80
        if let at {
            guard let decoded = PercentEncoding.decoded(String(rest[..<at])) else { return nil }
            login = decoded
        }
    }
}

extension String {
    /// Whether an entry of `NO_PROXY` covers an address: `*`, a host, or a domain with or without its first dot, each
    /// with a port or without.
    fileprivate func covers(_ url: HTTPURL) -> Bool {
        if self == "*" { return true }
        var name = self[...]
        if let colon = lastIndex(of: ":"), let port = Int(self[index(after: colon)...]), !hasSuffix("]") {
            guard port == url.port ?? url.scheme.defaultPort else { return false }
            name = self[..<colon]
        }
        if name.hasPrefix("*.") { name = name.dropFirst() }
        let domain = name.hasPrefix(".") ? name.dropFirst() : name
        return !domain.isEmpty && (url.host == domain || url.host.hasSuffix("." + domain))
    }
}
