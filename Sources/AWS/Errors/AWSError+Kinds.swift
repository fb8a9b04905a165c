extension AWSError.Kind {
    /// What AWS's code means, or, where there is none that is known, the status of the answer.
    init(code: String?, message: String, status: Int) {
        let code = code ?? ""
        if let known = Self.byCode[code] {
            self = known
        } else if Self.isDisguisedThrottling(code, message) {
            self = .throttled
        } else if code.hasSuffix("NotFoundException") || code.hasSuffix("NotFound") {
            self = .notFound
        } else if code.hasSuffix("AlreadyExistsException") || code.hasSuffix("ConflictException") {
            self = .conflict
        } else {
            self = Self.byStatus(status)
        }
    }

    private static func byStatus(_ status: Int) -> Self {
        switch status {
        case 401, 403: .accessDenied
        case 404: .notFound
        case 408: .service
        case 409: .conflict
        case 429: .throttled
        case 400..<500: .validation
        case 500..<600: .service
        default: .other
        }
    }

    /// Several services say `ClientException` or `InvalidParameterException` where they mean "later", and only the text
    /// tells it from a request that is wrong.
    private static func isDisguisedThrottling(_ code: String, _ message: String) -> Bool {
        guard disguises.contains(code) else { return false }
        let message = message.lowercased()
        return ["rate exceeded", "too many requests", "throttl"].contains { message.contains($0) }
    }

    private static let disguises: Set = [
        "InvalidParameterException", "ClientException", "ValidationException", "LimitExceededException",
        "BadRequestException", "InvalidRequestException", "OperationAbortedException",
    ]

    private static let byCode: [String: Self] = [
        // The codes that botocore takes for throttling, but for LimitExceededException: that is a quota, and stays.
        "Throttling": .throttled,
        "ThrottlingException": .throttled,
        "ThrottledException": .throttled,
        "RequestThrottledException": .throttled,
        "RequestThrottled": .throttled,
        "TooManyRequestsException": .throttled,
        "ProvisionedThroughputExceededException": .throttled,
        "TransactionInProgressException": .throttled,
        "RequestLimitExceeded": .throttled,
        "BandwidthLimitExceeded": .throttled,
        "SlowDown": .throttled,
        "PriorRequestNotComplete": .throttled,
        "EC2ThrottledException": .throttled,

        "ExpiredToken": .expiredCredentials,
        "ExpiredTokenException": .expiredCredentials,

        "UnrecognizedClientException": .invalidCredentials,
        "InvalidClientTokenId": .invalidCredentials,
        "InvalidAccessKeyId": .invalidCredentials,
        "InvalidSignatureException": .invalidCredentials,
        "SignatureDoesNotMatch": .invalidCredentials,
        "IncompleteSignature": .invalidCredentials,
        "IncompleteSignatureException": .invalidCredentials,
        "MissingAuthenticationToken": .invalidCredentials,
        "MissingAuthenticationTokenException": .invalidCredentials,
        "AuthFailure": .invalidCredentials,
        "RequestTimeTooSkewed": .invalidCredentials,
        "RequestExpired": .invalidCredentials,
        "RequestInTheFuture": .invalidCredentials,

        "AccessDenied": .accessDenied,
        "AccessDeniedException": .accessDenied,
        "UnauthorizedOperation": .accessDenied,
        "NotAuthorized": .accessDenied,

        "ResourceInUseException": .conflict,
        "UpdateInProgressException": .conflict,

        "InternalFailure": .service,
        "InternalServerError": .service,
        "InternalError": .service,
        "ServerException": .service,
        "ServiceException": .service,
        "ServiceUnavailable": .service,
        "ServiceUnavailableException": .service,
        "RequestTimeout": .service,
        "RequestTimeoutException": .service,
        // STS could not ask the identity provider.
        "IDPCommunicationError": .service,
    ]
}
