public import RunProtocol

extension AWSError {
    /// The error as the runner's users get it: what could not be done because of it, and what to do next.
    ///
    /// - Parameters:
    ///   - code: for the kinds that have no exit code of their own: what passes is `.tryAgain`, and no region or a
    ///     setting that cannot be used `.usage`.
    ///   - errorType: the stable name that programs match on.
    ///   - message: what could not be done, lower-case start, no full stop.
    /// - Returns: the error, with this one as its cause.
    public func runnerError(_ code: ExitCode, _ errorType: String, _ message: String) -> RunnerError {
        let own: ExitCode =
            switch kind {
            case .throttled, .timeout, .network, .service: .tryAgain
            case .noRegion: .usage
            case .validation where service == Self.settings: .usage
            default: code
            }
        return RunnerError(own, errorType, message, hint: hint).caused(by: description)
    }

    /// What to do about it.
    private var hint: String? {
        switch kind {
        case .accessDenied:
            "allow \(missingAction ?? "the call") in the policy of the role that is used here"
        case .expiredCredentials:
            "sign in again, or give this process new credentials"
        case .invalidCredentials:
            "check which credentials are used here, that the key is active, and that this machine's clock is right"
        case .noCredentials:
            "give this process credentials: a role, AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
        case .noRegion:
            "give a region, or set AWS_REGION"
        case .throttled:
            "try again in a minute; other callers of this account use up the service's rate"
        case .timeout, .network:
            mayHaveBeenExecuted
                ? "check the network and any proxy; the call may have been executed all the same"
                : "check the network, and HTTPS_PROXY and NO_PROXY if there is a proxy"
        case .barred:
            "check AWS_CA_BUNDLE, which names the authority of a proxy that looks into TLS, and HTTPS_PROXY and NO_PROXY"
        case .service:
            "try again; if it stays, look at the AWS Health Dashboard"
        case .malformedAnswer:
            "check AWS_ENDPOINT_URL, and whether a proxy answers in place of AWS"
        case .notFound, .conflict, .validation, .cancelled, .other:
            nil
        }
    }
}
