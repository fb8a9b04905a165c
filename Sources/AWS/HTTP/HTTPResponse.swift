/// A whole answer.
public struct HTTPResponse: Hashable, Sendable {
    /// As the server gave it.
    public var status: Int
    /// As the server gave them.
    public var headers: HTTPHeaders
    /// All of it.
    public var body: [UInt8]

    init(status: Int, headers: HTTPHeaders = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Whether the status is one from 200 to 299.
    public var isSuccess: Bool { (200..<300).contains(status) }
}

/// An answer whose body has not been read yet.
struct HTTPStreamedResponse: Sendable {
    var status: Int
    var headers: HTTPHeaders
    /// The next piece of the body, never an empty one, or `nil` at its end; a cut body is an `HTTPFailure`.
    var next: @Sendable () async throws(HTTPFailure) -> [UInt8]?

    /// Reads all that is left.
    ///
    /// - Throws: `HTTPFailure`; `.tooLarge` when there are more than `limit` bytes.
    func rest(limit: Int) async throws(HTTPFailure) -> HTTPResponse {
        var bytes: [UInt8] = []
        while let piece = try await next() {
            guard bytes.count + piece.count <= limit else {
                throw HTTPFailure(.tooLarge, "the answer has more than \(limit) bytes")
            }
            bytes += piece
        }
        return HTTPResponse(status: status, headers: headers, body: bytes)
    }
}
