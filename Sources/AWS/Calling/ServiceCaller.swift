import RunProtocol

/// Makes the calls of one service in one region: address, signature, attempts.
struct ServiceCaller: Sendable {
    let service: AWSService
    let core: SessionCore
    /// What signs; `nil` for the calls that get credentials and have none yet.
    let credentials: (any AWSCredentialProvider)?
    /// The session's own, unless an SSO session or a profile names another.
    let region: String

    init(
        _ service: AWSService,
        _ core: SessionCore,
        credentials: (any AWSCredentialProvider)?,
        region: String? = nil
    ) {
        self.service = service
        self.core = core
        self.credentials = credentials
        self.region = region ?? core.settings.region
    }

    /// Makes a call and reads its answer, a success.
    func send(_ call: ServiceCall) async throws(AWSError) -> HTTPResponse {
        throw AWSError(.other, service: service.signingName, operation: call.operation, message: "")
    }
}
