/// Whether and when one call is tried again: the standard mode of AWS's SDKs, as a value.
struct RetryPlan: Hashable, Sendable {
    /// How many attempts there are at least.
    var attempts: Int
    /// How long after the first attempt others are made, whatever their number.
    var patience: Duration
    var repetition: ServiceCall.Repetition
    /// The attempt that is being made, from 1.
    private(set) var attempt = 1

    init(attempts: Int, patience: Duration, repetition: ServiceCall.Repetition) {
        self.attempts = attempts
        self.patience = patience
        self.repetition = repetition
    }

    /// One more attempt.
    struct Retry: Hashable, Sendable {
        /// How long to wait for it.
        var pause: Duration
        /// What it costs of the budget.
        var price: Int
    }

    /// The next attempt after one that failed; `nil`: there is none.
    ///
    /// `elapsed` is the time since the first attempt began, `jitter` a number from 0 up to 1.
    mutating func retry(after error: AWSError, elapsed: Duration, jitter: Double) -> Retry? {
        guard error.isRetryable, repetition == .safe || !error.mayHaveBeenExecuted else { return nil }
        let longest = min(1 << min(attempt - 1, 10), Self.longestPause)
        var pause = Duration.seconds(Double(longest) * jitter)
        if let asked = error.retryAfter { pause = max(pause, min(asked, Self.longestAskedPause)) }
        guard attempt < attempts || elapsed + pause <= patience else { return nil }
        attempt += 1
        return Retry(pause: pause, price: error.kind == .timeout ? Self.timeoutPrice : Self.price)
    }

    /// In seconds.
    private static let longestPause = 20
    private static let longestAskedPause = Duration.seconds(60)
    private static let price = 5
    private static let timeoutPrice = 10
}
