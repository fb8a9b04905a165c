import RunProtocol

/// What all clients of a session share: settings, the network, the time, one retry budget a service.
struct SessionCore: Sendable {
    let settings: AWSSettings
    let transport: any HTTPTransport
    /// What pauses between attempts are measured with.
    let clock: any Clock<Duration>
    /// This machine's time, before it is corrected by `skew`.
    let now: @Sendable () -> Timestamp
    /// A number from 0 up to 1, for jitter.
    let random: @Sendable () -> Double
    /// How long after its first attempt a call is tried again, whatever the number of attempts.
    var patience = Duration.zero
    /// Hears of a call that could not be sent and is tried again with patience, once a call.
    var isWaiting: @Sendable (AWSError) -> Void = { _ in }
    let skew = ClockSkew()
    let budgets = RetryBudgets()

    init(
        settings: AWSSettings,
        transport: any HTTPTransport,
        clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Timestamp = SystemTime.now,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
    ) {
        self.settings = settings
        self.transport = transport
        self.clock = clock
        self.now = now
        self.random = random
    }

    /// What sends the calls of one service, signed with these credentials.
    func caller(
        _ service: AWSService,
        _ credentials: any AWSCredentialProvider,
        region: String? = nil
    ) -> ServiceCaller {
        ServiceCaller(service, self, credentials: credentials, region: region)
    }

    /// What sends the calls that are not signed: those that get credentials.
    func unsigned(_ service: AWSService, region: String? = nil) -> ServiceCaller {
        ServiceCaller(service, self, credentials: nil, region: region)
    }

    /// STS, signed with these credentials.
    func sts(_ credentials: any AWSCredentialProvider) -> STSClient {
        STSClient(caller(.sts, credentials))
    }
}
