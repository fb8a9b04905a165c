/// Why a call to AWS failed: service and operation always, AWS's own code and request identifier where there are any.
public struct AWSError: Error, Hashable, Sendable {
    /// What a program decides by.
    public var kind: Kind
    /// The signing name: `ecs`, `logs`, `lambda`, `sts`; `credentials` and `configuration` for what is no service.
    public var service: String
    /// `RunTask`.
    public var operation: String
    /// AWS's own error code, without a namespace: `ClusterNotFoundException`.
    public var code: String?
    /// What AWS said, or what happened here; never a secret.
    public var message: String
    /// What AWS's support asks for.
    public var requestID: String?
    /// The status of the HTTP answer, where there was one.
    public var statusCode: Int?
    /// The permission that is missing, `ecs:RunTask`, when `kind` is `.accessDenied`.
    public var missingAction: String?
    /// How long AWS asked to be left alone.
    var retryAfter: Duration?
    /// Whether the request may have been executed although it failed.
    public internal(set) var mayHaveBeenExecuted = false

    /// Makes an error.
    public init(
        _ kind: Kind,
        service: String,
        operation: String,
        code: String? = nil,
        message: String
    ) {
        self.kind = kind
        self.service = service
        self.operation = operation
        self.code = code
        self.message = message
    }

    /// What went wrong, in the words that a program decides by.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The caller may not do this.
        case accessDenied
        /// Too many calls.
        case throttled
        /// The credentials are too old; new ones would do.
        case expiredCredentials
        /// AWS does not know the credentials, or the signature is wrong.
        case invalidCredentials
        /// There are no credentials anywhere.
        case noCredentials
        /// No region is set anywhere.
        case noRegion
        /// The thing is not there.
        case notFound
        /// The thing is there already, or is being changed.
        case conflict
        /// The request or the configuration is wrong.
        case validation
        /// The service failed (5xx).
        case service
        /// No answer in time.
        case timeout
        /// No connection, or one that broke.
        case network
        /// A connection that will not come about: the certificate is not trusted, or the proxy wants another login.
        case barred
        /// The answer is not what the service answers with.
        case malformedAnswer
        /// The task was cancelled.
        case cancelled
        /// Anything else.
        case other
    }

    /// Whether the same call may succeed later, unchanged.
    public var isRetryable: Bool {
        switch kind {
        case .throttled, .service, .timeout, .network: true
        default: false
        }
    }
}

extension AWSError: CustomStringConvertible {
    /// One line: `ecs RunTask: ClusterNotFoundException: Cluster not found. (status 400, request 1b2c…)`.
    public var description: String {
        var facts: [String] = []
        if let statusCode { facts.append("status \(statusCode)") }
        if let requestID { facts.append("request \(requestID)") }
        let words = [code, message.isEmpty ? nil : message].compactMap(\.self)
        return "\(service) \(operation): \(words.isEmpty ? kind.rawValue : words.joined(separator: ": "))"
            + (facts.isEmpty ? "" : " (\(facts.joined(separator: ", ")))")
    }
}
