import Crypto
import RunProtocol

/// AWS Signature Version 4 in headers: a pure function of request, credentials and time.
struct RequestSigner: Sendable {
    var region: String
    /// The signing name of the service.
    var service: String
    var pathForm = CanonicalRequest.PathForm.encodedTwice
    var payload = Payload.hashed

    init(region: String, service: String) {
        self.region = region
        self.service = service
    }

    /// What of the body goes into the signature.
    enum Payload: Hashable, Sendable {
        /// Its hash.
        case hashed
        /// Its hash, which a header names, too.
        case announced
        /// Nothing; a header says so. For bodies that are not known when the head is sent, over TLS only.
        case unsigned
    }

    /// The request with date, session token and signature; `time` is what the service's clock shows, to five minutes.
    func signed(_ request: HTTPRequest, with credentials: AWSCredentials, at time: Timestamp) -> HTTPRequest {
        var request = request
        request.headers["x-amz-date"] = Self.date(time)
        if payload != .hashed { request.headers["x-amz-content-sha256"] = payloadHash(request) }
        request.headers["x-amz-security-token"] = credentials.sessionToken

        let canonical = canonicalRequest(request)
        let scope = "\(Self.date(time).prefix(8))/\(region)/\(service)/aws4_request"
        let digest = Hex.text(SHA256.hash(data: Array(canonical.text.utf8)))
        let text = "AWS4-HMAC-SHA256\n\(Self.date(time))\n\(scope)\n\(digest)"
        request.headers["authorization"] =
            "AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scope), "
            + "SignedHeaders=\(canonical.signedHeaders), Signature=\(signature(text, scope, credentials))"
        return request
    }

    /// What is signed of a request, its date and its token included.
    func canonicalRequest(_ request: HTTPRequest) -> CanonicalRequest {
        var headers = request.headers
        headers["host"] = request.url.authority
        return CanonicalRequest(request, headers: headers, pathForm: pathForm, payloadHash: payloadHash(request))
    }

    private func payloadHash(_ request: HTTPRequest) -> String {
        payload == .unsigned ? "UNSIGNED-PAYLOAD" : Hex.text(SHA256.hash(data: request.body))
    }

    /// The key goes from the secret through every part of the scope.
    private func signature(_ text: String, _ scope: String, _ credentials: AWSCredentials) -> String {
        var key = Array("AWS4\(credentials.secretAccessKey)".utf8)
        for part in scope.split(separator: "/") + [Substring(text)] {
            key = Array(HMAC<SHA256>.authenticationCode(for: Array(part.utf8), using: SymmetricKey(data: key)))
        }
        return Hex.text(key)
    }

    /// `20260102T030405Z`.
    static func date(_ time: Timestamp) -> String {
        time.description.prefix(19).filter { $0 != "-" && $0 != ":" } + "Z"
    }
}
