import RunProtocol

/// The places that credentials may come from, in the order of botocore; the first that has any gives them.
///
/// The chain holds no state. It is gone through from its beginning at every refresh, so that neither a source nor the
/// lack of one is ever remembered; what is kept is kept by the `CredentialCache` around it.
struct CredentialChain: Sendable {
    let sources: [any CredentialSource]

    /// Credentials, and where they are from.
    struct Found: Sendable {
        var source: String
        var credentials: AWSCredentials
    }

    /// The credentials that the environment and the shared files lead to, cached.
    static func standard(
        environment: [String: String],
        files: AWSSharedFiles,
        core: SessionCore
    ) -> any AWSCredentialProvider {
        let chain = CredentialSources(environment: environment, files: files, core: core).standard()
        return CredentialCache(now: core.time) { () async throws(AWSError) in try await chain.look().credentials }
    }

    /// The credentials of a role, got anew before they end.
    static func assumedRole(_ input: AssumeRoleInput, _ sts: STSClient, core: SessionCore) -> any AWSCredentialProvider
    {
        CredentialCache(now: core.time) { () async throws(AWSError) in try await sts.assumeRole(input) }
    }

    /// Goes through the sources.
    ///
    /// - Throws: `AWSError`: `.noCredentials`, with each source and why it had none; else what the source said that is
    ///   set up and has none.
    func look() async throws(AWSError) -> Found {
        var reasons: [String] = []
        for source in sources {
            switch try await source.look() {
            case .found(let credentials): return Found(source: source.name, credentials: credentials)
            case .absent(let reason): reasons.append("\(source.name): \(reason)")
            }
        }
        throw AWSError.credentials(
            .noCredentials,
            "there are no AWS credentials; tried in this order: \(reasons.joined(separator: "; "))"
        )
    }
}

extension SessionCore {
    /// The time as far as it is known: this machine's, corrected by what AWS's answers taught.
    var time: @Sendable () -> Timestamp {
        { [skew, now] in skew.corrected(now()) }
    }
}
