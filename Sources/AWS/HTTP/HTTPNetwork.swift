/// The network for talking to servers that are not AWS's, with the same limits and proxies; nothing is signed.
///
/// It follows no redirect and repeats nothing.
public struct HTTPNetwork: Sendable {
    private let transport: any HTTPTransport

    /// Opens the network, and closes all connections when `body` is done.
    ///
    /// - Parameters:
    ///   - environment: `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`, and `SSL_CERT_FILE` for the only authorities to trust.
    ///   - body: what is done on the network.
    /// - Returns: what `body` returns.
    /// - Throws: `AWSError` of kind `.validation` for a proxy or a file of certificates that cannot be used, and what
    ///   `body` throws.
    public static func with<Result>(
        environment: [String: String],
        _ body: (HTTPNetwork) async throws -> Result
    ) async throws -> Result {
        let variables = Environment(environment)
        let settings = NetworkSettings(
            proxies: try ProxySettings(environment: variables),
            certificateBundle: variables["SSL_CERT_FILE"]
        )
        return try await AsyncHTTPTransport.with(settings) { try await body(HTTPNetwork(transport: $0)) }
    }

    /// Sends the request and reads the whole answer, of at most 16 MiB, whatever its status.
    ///
    /// - Throws: `HTTPFailure`, when there is no answer or none that is whole.
    public func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        try await transport.send(request)
    }
}
