/// One region, one HTTP client, one credential provider, one retry budget a service.
public struct AWSSession: Sendable {
    let core: SessionCore
    /// Where requests come from and go to.
    public var settings: AWSSettings { core.settings }
    /// What signs them.
    public let credentials: any AWSCredentialProvider

    init(core: SessionCore, credentials: any AWSCredentialProvider) {
        self.core = core
        self.credentials = credentials
    }

    /// Opens a session with the default credential chain, and closes its connections when `body` is done.
    ///
    /// - Parameters:
    ///   - region: before what the environment and the profile say; `nil`: what they say.
    ///   - environment: where settings and credentials are looked for, besides the shared files that it names.
    ///   - body: what is done in the session.
    /// - Returns: what `body` returns.
    /// - Throws: `AWSError`: `.noRegion`, or `.validation` for a setting that cannot be read; and what `body` throws.
    public static func with<Result>(
        region: String?,
        environment: [String: String],
        _ body: (AWSSession) async throws -> Result
    ) async throws -> Result {
        let files = try AWSSharedFiles(environment: environment)
        let settings = try AWSSettings(region: region, environment: environment, files: files)
        return try await AsyncHTTPTransport.with(settings.network) { transport in
            let core = SessionCore(settings: settings, transport: transport)
            let credentials = CredentialChain.standard(environment: environment, files: files, core: core)
            return try await body(AWSSession(core: core, credentials: credentials))
        }
    }

    /// A session of the same region and connections, signed as another role.
    ///
    /// Nothing is called yet; the role is assumed at the first call, and again before its credentials end.
    ///
    /// - Parameters:
    ///   - role: an ARN.
    ///   - sessionName: 2 to 64 letters, digits and `_+=,.@-`; CloudTrail shows it.
    ///   - externalID: what the role's trust policy may ask for.
    /// - Returns: the session.
    public func assuming(role: String, sessionName: String, externalID: String? = nil) -> AWSSession {
        let provider = CredentialChain.assumedRole(
            AssumeRoleInput(roleARN: role, roleSessionName: sessionName, externalID: externalID),
            core.sts(credentials),
            core: core
        )
        return AWSSession(core: core, credentials: provider)
    }

    /// The same session for calls that may wait: what is throttled, or fails in passing, is tried again for so long.
    ///
    /// A call that must not be executed twice is still only repeated when it was not executed.
    ///
    /// - Parameters:
    ///   - duration: how long after the first attempt.
    ///   - isWaiting: hears of each call that could not be sent at first.
    /// - Returns: the session.
    public func patient(
        for duration: Duration,
        isWaiting: @escaping @Sendable (AWSError) -> Void = { _ in }
    ) -> AWSSession {
        var core = core
        core.patience = duration
        core.isWaiting = isWaiting
        return AWSSession(core: core, credentials: credentials)
    }

    /// Elastic Container Service.
    public var ecs: ECSClient { ECSClient(core.caller(.ecs, credentials)) }
    /// CloudWatch Logs.
    public var logs: CloudWatchLogsClient { CloudWatchLogsClient(core.caller(.logs, credentials)) }
    /// Elastic Container Registry.
    public var ecr: ECRClient { ECRClient(core.caller(.ecr, credentials)) }
    /// Elastic Compute Cloud.
    public var ec2: EC2Client { EC2Client(core.caller(.ec2, credentials)) }
    /// Lambda.
    public var lambda: LambdaClient { LambdaClient(core.caller(.lambda, credentials)) }
    /// Secrets Manager.
    public var secretsManager: SecretsManagerClient { SecretsManagerClient(core.caller(.secretsManager, credentials)) }
    /// Simple Storage Service, in the session's region or another.
    public func s3(in region: String? = nil) -> S3Client { S3Client(core.caller(.s3, credentials, region: region)) }
    /// Security Token Service.
    public var sts: STSClient { core.sts(credentials) }
}
