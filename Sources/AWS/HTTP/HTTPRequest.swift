/// A request, complete: the transport adds `host` and `content-length` only.
public struct HTTPRequest: Sendable {
    /// Upper case, as it goes on the wire.
    public var method: String
    /// `http://` or `https://`, host, path, query.
    public var url: HTTPURL
    /// What was signed and what was not; `host` is not in here.
    public var headers: HTTPHeaders
    /// What is sent after the head.
    public var body: [UInt8]
    /// How long it waits.
    public var timeouts: HTTPTimeouts

    /// Makes a request.
    public init(
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
public struct HTTPTimeouts: Hashable, Sendable {
    /// From the call to the head of the answer, the connection included.
    public var answer: Duration
    /// Between two pieces of the body, counted only while somebody waits for the next.
    public var idle: Duration

    /// A minute, as botocore waits.
    public static let standard = HTTPTimeouts(answer: .seconds(60), idle: .seconds(60))
}
