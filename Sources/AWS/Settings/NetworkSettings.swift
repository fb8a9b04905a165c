/// How the network is reached.
struct NetworkSettings: Hashable, Sendable {
    var proxies = ProxySettings()
    /// A PEM file of the only authorities to trust; `nil`: the system's.
    var certificateBundle: String?
    /// How long a connection may take, TLS included.
    var connectTimeout = Duration.seconds(10)
    /// How long a connection is kept for the next request: less than any of AWS's servers keep it.
    var idleConnectionTimeout = Duration.seconds(15)
}
