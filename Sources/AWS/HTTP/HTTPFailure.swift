/// Why there is no answer, or none that is whole.
public struct HTTPFailure: Error, Hashable, Sendable {
    /// What that means for the request.
    public enum Kind: Hashable, Sendable {
        /// No connection, or no TLS, or no way through the proxy: the request was never sent.
        case unreachable
        /// A certificate that is not trusted, or a proxy that wants another login: the request was never sent, nor will be.
        case barred
        /// It took too long; the request may have been executed.
        case timeout
        /// The connection ended before the answer did; the request may have been executed.
        case cut
        /// The answer is larger than the caller takes.
        case tooLarge
        /// What came is no HTTP.
        case malformed
        /// The task was cancelled.
        case cancelled
    }

    /// What that means for the request.
    public var kind: Kind
    /// What happened, without a full stop; it names the host, never a header or a query.
    public var message: String

    init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    /// Whether the server cannot have seen the request.
    var isBeforeSending: Bool { kind == .unreachable || kind == .barred }
}
