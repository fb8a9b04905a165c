import AsyncHTTPClient
import FoundationEssentials
import Glibc
import NIOCore
import NIOHTTP1
import NIOSSL

/// The network, by way of AsyncHTTPClient: HTTP/1.1, no redirects, no second attempts, a limit on every wait.
struct AsyncHTTPTransport: HTTPTransport {
    private let direct: HTTPClient
    private let proxied: [ProxySettings.Proxy: HTTPClient]
    private let proxies: ProxySettings

    /// Opens the network, and closes all connections when `body` is done.
    ///
    /// - Throws: `AWSError` of kind `.validation` for a certificate bundle that cannot be used, and what `body` throws.
    static func with<Result>(
        _ settings: NetworkSettings,
        _ body: (AsyncHTTPTransport) async throws -> Result
    ) async throws -> Result {
        let transport = try AsyncHTTPTransport(settings)
        let result: Result
        do {
            result = try await body(transport)
        } catch {
            await transport.close()
            throw error
        }
        await transport.close()
        return result
    }

    private init(_ settings: NetworkSettings) throws(AWSError) {
        var configuration = try HTTPClient.Configuration(settings)
        direct = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        var proxied: [ProxySettings.Proxy: HTTPClient] = [:]
        for proxy in settings.proxies.all {
            configuration.proxy = .server(
                host: proxy.host,
                port: proxy.port,
                authorization: proxy.login.map { .basic(credentials: Data($0.utf8).base64EncodedString()) }
            )
            proxied[proxy] = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        }
        self.proxied = proxied
        proxies = settings.proxies
    }

    /// Closing fails only for a client that is closed.
    private func close() async {
        for client in [direct] + proxied.values { try? await client.shutdown() }
    }

    func send(_ request: HTTPRequest, limit: Int) async throws(HTTPFailure) -> HTTPResponse {
        try await start(request).rest(limit: limit)
    }

    func stream<Result>(
        _ request: HTTPRequest,
        _ body: (HTTPStreamedResponse) async throws -> Result
    ) async throws -> Result {
        try await body(try await start(request))
    }

    /// Sends the request and waits for the head of the answer.
    private func start(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPStreamedResponse {
        var message = HTTPClientRequest(url: request.url.description)
        message.method = HTTPMethod(rawValue: request.method)
        for field in request.headers.fields { message.headers.add(name: field.name, value: field.value) }
        // What was signed is what is sent, whatever the client thinks of brackets and ports.
        message.headers.replaceOrAdd(name: "host", value: request.url.authority)
        if !request.body.isEmpty || !["GET", "HEAD"].contains(request.method) { message.body = .bytes(request.body) }

        let client = proxies.proxy(for: request.url).flatMap { proxied[$0] } ?? direct
        let place = request.url.authority
        let response: HTTPClientResponse
        do {
            response = try await client.execute(message, deadline: .now() + TimeAmount(request.timeouts.answer))
        } catch {
            throw HTTPFailure(error, talkingTo: place)
        }
        let body = HTTPBodyReader(response.body)
        let limit = request.timeouts.idle
        return HTTPStreamedResponse(
            status: Int(response.status.code),
            headers: HTTPHeaders(response.headers.map { ($0.name, $0.value) })
        ) { () async throws(HTTPFailure) in
            do {
                return try await body.next(within: limit)
            } catch {
                throw HTTPFailure(error, talkingTo: place)
            }
        }
    }
}

extension HTTPClient.Configuration {
    fileprivate init(_ settings: NetworkSettings) throws(AWSError) {
        var tls = TLSConfiguration.makeClientConfiguration()
        if let path = settings.certificateBundle {
            guard let certificates = try? NIOSSLCertificate.fromPEMFile(path), !certificates.isEmpty else {
                throw AWSError.configuration("the certificate bundle \(path) (AWS_CA_BUNDLE) holds no PEM certificates")
            }
            tls.trustRoots = .certificates(certificates)
        }
        self.init(
            tlsConfiguration: tls,
            redirectConfiguration: .disallow,
            timeout: Timeout(connect: TimeAmount(settings.connectTimeout)),
            connectionPool: ConnectionPool(
                idleTimeout: TimeAmount(settings.idleConnectionTimeout),
                concurrentHTTP1ConnectionsPerHostSoftLimit: 64
            )
        )
        connectionPool.retryConnectionEstablishment = false
        httpVersion = .http1Only
        // A peer that vanishes sends nothing any more: a wait of a quarter of an hour ends after a minute in which
        // nothing answers the kernel's probes.
        http1_1ConnectionDebugInitializer = { channel in
            channel.setOption(.socketOption(.so_keepalive), value: 1)
                .flatMap { channel.setOption(.tcpOption(.init(rawValue: TCP_KEEPIDLE)), value: 30) }
                .flatMap { channel.setOption(.tcpOption(.init(rawValue: TCP_KEEPINTVL)), value: 10) }
                .flatMap { channel.setOption(.tcpOption(.init(rawValue: TCP_KEEPCNT)), value: 3) }
        }
    }
}
