import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

extension HTTPFailure {
    /// What AsyncHTTPClient and the layers below it throw, in terms of what it means for the request.
    ///
    /// What is not known is a `.cut`: the request may have been executed.
    init(_ error: any Error, talkingTo place: String) {
        switch error {
        case let failure as HTTPFailure:
            self.init(failure.kind, "\(failure.message) (\(place))")
        case is CancellationError:
            self.init(.cancelled, "the call to \(place) was cancelled")
        case let error as HTTPClientError:
            self.init(client: error, place)
        case let error as NIOConnectionError:
            self.init(.unreachable, "no connection to \(place): \(Self.reason(error))")
        case let error as NIOSSLExtraError:
            self.init(.barred, "no secure connection to \(place): \(error)")
        case NIOSSLError.handshakeFailed(.sslError(let errors)):
            self.init(.barred, "no secure connection to \(place): \(errors)")
        case let error as NIOSSLError where error != .uncleanShutdown:
            self.init(.unreachable, "no secure connection to \(place): \(error)")
        case let error as HTTPParserError where error != .invalidEOFState:
            self.init(.malformed, "what \(place) answers is no HTTP: \(error)")
        case let error as IOError where error.errnoCode == ECONNREFUSED:
            self.init(.unreachable, "no connection to \(place): \(Self.text(error))")
        case let error as IOError:
            self.init(.cut, "the connection to \(place) broke: \(Self.text(error))")
        default:
            self.init(.cut, "the connection to \(place) ended before the answer did")
        }
    }

    private init(client error: HTTPClientError, _ place: String) {
        switch error {
        case .cancelled:
            self.init(.cancelled, "the call to \(place) was cancelled")
        case .deadlineExceeded, .readTimeout, .writeTimeout:
            self.init(.timeout, "no answer from \(place) in time")
        case .connectTimeout, .getConnectionFromPoolTimeout:
            self.init(.unreachable, "no connection to \(place) in time")
        case .tlsHandshakeTimeout:
            self.init(.unreachable, "no secure connection to \(place) in time")
        case .proxyAuthenticationRequired:
            self.init(.barred, "the proxy does not lead to \(place): \(error.shortDescription)")
        case .httpProxyHandshakeTimeout, .invalidProxyResponse:
            self.init(.unreachable, "the proxy does not lead to \(place): \(error.shortDescription)")
        case .remoteConnectionClosed, .uncleanShutdown, .requestStreamCancelled:
            self.init(.cut, "the connection to \(place) ended before the answer did")
        default:
            self.init(.malformed, "no exchange with \(place): \(error.shortDescription)")
        }
    }

    private static func reason(_ error: NIOConnectionError) -> String {
        guard let first = error.connectionErrors.first?.error else { return "the name \(error.host) is not known" }
        return (first as? IOError).map(text) ?? "\(first)"
    }

    private static func text(_ error: IOError) -> String {
        strerror(error.errnoCode).map { String(cString: $0) } ?? "error \(error.errnoCode)"
    }
}
