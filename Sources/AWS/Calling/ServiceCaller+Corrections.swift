import RunProtocol

extension ServiceCaller {
    /// What was put right already in this call: each once, for what stays wrong after that is wrong in another way.
    struct Corrections: Hashable, Sendable {
        var clock = false
        var credentials = false
    }

    /// Whether the signature was refused for its date, and the clock has been corrected by the date of the answer.
    func correctClock(after error: AWSError, _ answer: HTTPResponse, _ corrections: inout Corrections) -> Bool {
        guard !corrections.clock, let code = error.code, Self.dateCodes.contains(code),
            let date = answer.headers["date"].flatMap(HTTPDate.parse), core.skew.learn(date, at: core.now())
        else { return false }
        corrections.clock = true
        return true
    }

    /// Other credentials in place of those that AWS has just refused as expired; `nil`: there are none.
    func renewed(
        _ refused: AWSCredentials?,
        after error: AWSError,
        _ corrections: inout Corrections
    ) async throws(AWSError) -> AWSCredentials? {
        guard error.kind == .expiredCredentials, !corrections.credentials, let refused, let credentials else {
            return nil
        }
        corrections.credentials = true
        let renewed = try await credentials.credentials(replacing: refused)
        return renewed == refused ? nil : renewed
    }

    /// The codes that a wrong date is refused with, among other reasons for some of them.
    private static let dateCodes: Set = [
        "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture", "InvalidSignatureException",
        "SignatureDoesNotMatch", "AuthFailure",
    ]
}
