/// Where credentials come from.
public protocol AWSCredentialProvider: Sendable {
    /// Credentials that are valid now; it is called for every request and caches by itself.
    ///
    /// - Throws: `AWSError`: `.noCredentials` when there are none, else what the source said.
    func credentials() async throws(AWSError) -> AWSCredentials

    /// Credentials other than these, which AWS has just refused as expired.
    ///
    /// A provider that caches throws its copy away, unless another call has replaced it already.
    ///
    /// - Throws: `AWSError`, as `credentials()` does.
    func credentials(replacing refused: AWSCredentials) async throws(AWSError) -> AWSCredentials
}

extension AWSCredentialProvider {
    /// Asks once more; right for a provider that caches nothing.
    public func credentials(replacing refused: AWSCredentials) async throws(AWSError) -> AWSCredentials {
        try await credentials()
    }
}
