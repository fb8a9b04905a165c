/// The network edge: sends one HTTP request, follows no redirect, repeats nothing.
///
/// `AsyncHTTPTransport` is the implementation; tests put a script in its place.
protocol HTTPTransport: Sendable {
    /// Sends the request and reads the whole answer, whatever its status.
    ///
    /// - Throws: `HTTPFailure`; `.tooLarge` when the body has more than `limit` bytes.
    func send(_ request: HTTPRequest, limit: Int) async throws(HTTPFailure) -> HTTPResponse

    /// Sends the request and hands the answer to `body` when its head is there; its bytes are read as `body` asks.
    ///
    /// The connection is given up when `body` returns before the end.
    ///
    /// - Throws: `HTTPFailure` when no answer came, and what `body` throws.
    func stream<Result>(
        _ request: HTTPRequest,
        _ body: (HTTPStreamedResponse) async throws -> Result
    ) async throws -> Result
}

extension HTTPTransport {
    /// Sends the request and reads the whole answer, of at most 16 MiB.
    func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
        try await send(request, limit: 16 << 20)
    }
}
