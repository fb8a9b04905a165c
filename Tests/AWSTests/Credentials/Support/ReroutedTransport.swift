@testable import AWS

/// The network, with a server on loopback in the place of the ECS agent's address, and time for what runs on this machine.
struct ReroutedTransport: HTTPTransport {
    var network: AsyncHTTPTransport
    var container: HTTPURL
    /// How long servers on loopback are waited for; `nil` for as long as each request says.
    var patience: Duration?

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
        var request = request
        if request.url.host == "169.254.170.2" {
            request.url.host = container.host
            request.url.port = container.port
        }
        if let patience, request.url.host == "127.0.0.1" {
            request.timeouts = HTTPTimeouts(answer: patience, idle: patience)
        }
        return request
    }
}
