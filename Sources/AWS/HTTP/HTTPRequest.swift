/// A request, complete: the transport adds `host` and `content-length` only.
struct HTTPRequest: Sendable {
    /// Upper case, as it goes on the wire.
    var method: String
    /// `http://` or `https://`, host, path, query.
    var url: HTTPURL
    /// What was signed and what was not; `host` is not in here.
    var headers: HTTPHeaders
    /// What is sent after the head.
    var body: [UInt8]
    /// How long it waits.
    var timeouts: HTTPTimeouts

    init(
        _ method: String,
        _ url: HTTPURL,
        headers: HTTPHeaders = [:],
        body: [UInt8] = [],
        timeouts: HTTPTimeouts = .standard
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeouts = timeouts
    }
}

/// How long a request waits.
struct HTTPTimeouts: Hashable, Sendable {
    /// From the call to the head of the answer, the connection included.
    var answer: Duration
    /// Between two pieces of the body, counted only while somebody waits for the next.
    var idle: Duration

    /// A minute, as botocore waits.
    static let standard = HTTPTimeouts(answer: .seconds(60), idle: .seconds(60))
}
