@testable import AWS

/// The network, with a server on loopback in the place of the ECS agent's address.
struct ReroutedTransport: HTTPTransport {
    var network: AsyncHTTPTransport
    var container: HTTPURL

    func send(_ request: HTTPRequest, limit: Int) async throws(HTTPFailure) -> HTTPResponse {
        try await network.send(rerouted(request), limit: limit)
    }

    func stream<Result>(
        _ request: HTTPRequest,
        _ body: (HTTPStreamedResponse) async throws -> Result
    ) async throws -> Result {
        try await network.stream(rerouted(request), body)
    }

    private func rerouted(_ request: HTTPRequest) -> HTTPRequest {
        guard request.url.host == "169.254.170.2" else { return request }
        var request = request
        request.url.host = container.host
        request.url.port = container.port
        return request
    }
}
