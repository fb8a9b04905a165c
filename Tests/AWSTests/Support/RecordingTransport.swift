import Synchronization

@testable import AWS

/// Answers everything with an empty success, and remembers where it was sent.
final class RecordingTransport: HTTPTransport {
    private let sent = Mutex<[String]>([])

    var urls: [String] { sent.withLock { $0 } }

    func send(_ request: HTTPRequest, limit: Int) async throws(HTTPFailure) -> HTTPResponse {
        sent.withLock { $0.append(request.url.description) }
        return HTTPResponse(status: 200)
    }

    func stream<Result>(
        _ request: HTTPRequest,
        _ body: (HTTPStreamedResponse) async throws -> Result
    ) async throws -> Result {
        sent.withLock { $0.append(request.url.description) }
        return try await body(HTTPStreamedResponse(status: 200, headers: [:]) { () async throws(HTTPFailure) in nil })
    }
}
