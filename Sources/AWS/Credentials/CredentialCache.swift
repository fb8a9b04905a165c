import RunProtocol

/// Keeps credentials while they last, and gets the next ones before they end: one refresh at a time, however many wait.
///
/// Five minutes before the end one caller at a time gets new ones while all others go on with the old. In the last
/// minute everybody waits. botocore takes 15 and 10 minutes; but the metadata service promises new credentials only for
/// the last five, so that botocore asks it again and again in between.
///
/// A refresh that fails is an error only when what is held has ended, and it is never remembered: the next call tries
/// again, or, while the old ones are good for more than a minute, the first call half a minute later.
actor CredentialCache: AWSCredentialProvider {
    typealias Load = @Sendable () async throws(AWSError) -> AWSCredentials
    private typealias Answer = Result<AWSCredentials, AWSError>

    /// Where the last minutes of credentials begin and how often new ones are asked for in them, in milliseconds.
    private enum Pace {
        static let early: Int64 = 5 * 60 * 1000
        static let late: Int64 = 60 * 1000
        static let pause: Int64 = 30 * 1000
    }

    /// How much of the life of credentials is left.
    private enum Age {
        case fresh
        case early
        case late
        case ended
    }

    private let now: @Sendable () -> Timestamp
    private let load: Load
    private var held: AWSCredentials?
    private var lastStart: Timestamp?
    private var refresh: Refresh?
    private var refreshes = 0
    private var calls = 0

    /// How many wait for the refresh under way, which tests wait for.
    var waitingCount: Int { refresh?.waiting.count ?? 0 }

    /// One refresh, and who waits for it.
    private struct Refresh {
        let number: Int
        let task: Task<Void, Never>
        var waiting: [Int: CheckedContinuation<Answer, Never>] = [:]
    }

    /// Makes an empty cache; `load` is called when somebody asks.
    init(now: @escaping @Sendable () -> Timestamp, load: @escaping Load) {
        self.now = now
        self.load = load
    }

    func credentials() async throws(AWSError) -> AWSCredentials {
        guard let held else { return try await refreshed() }
        switch age(of: held) {
        case .fresh: return held
        case .early: if refresh != nil || isPausing { return held }
        case .late, .ended: break
        }
        do throws(AWSError) {
            return try await refreshed()
        } catch {
            guard error.kind != .cancelled, age(of: held) != .ended else { throw error }
            return held
        }
    }

    func credentials(replacing refused: AWSCredentials) async throws(AWSError) -> AWSCredentials {
        if held == refused { held = nil }
        return try await credentials()
    }

    private func age(of credentials: AWSCredentials) -> Age {
        guard let expiration = credentials.expiration else { return .fresh }
        let left = expiration.milliseconds - now().milliseconds
        if left <= 0 { return .ended }
        if left <= Pace.late { return .late }
        return left <= Pace.early ? .early : .fresh
    }

    private var isPausing: Bool {
        guard let lastStart else { return false }
        return now().milliseconds - lastStart.milliseconds < Pace.pause
    }

    /// Waits for the refresh under way, or for a new one.
    ///
    /// A caller that is cancelled leaves at once, and the last to leave takes the refresh along.
    private func refreshed() async throws(AWSError) -> AWSCredentials {
        calls += 1
        let call = calls
        let answer: Answer = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if Task.isCancelled {
                    continuation.resume(returning: Self.cancelled)
                } else {
                    wait(continuation, call)
                }
            }
        } onCancel: {
            Task { await self.leave(call) }
        }
        return try answer.get()
    }

    private func wait(_ continuation: CheckedContinuation<Answer, Never>, _ call: Int) {
        if refresh == nil {
            refreshes += 1
            let number = refreshes
            lastStart = now()
            refresh = Refresh(number: number, task: Task { await run(number) })
        }
        refresh?.waiting[call] = continuation
    }

    private func run(_ number: Int) async {
        let answer: Answer
        do throws(AWSError) {
            answer = .success(try await load())
        } catch {
            answer = .failure(error)
        }
        // One that nobody waited for any more has been replaced.
        guard let done = refresh, done.number == number else { return }
        refresh = nil
        if case .success(let credentials) = answer { held = credentials }
        for continuation in done.waiting.values { continuation.resume(returning: answer) }
    }

    private func leave(_ call: Int) {
        guard let continuation = refresh?.waiting.removeValue(forKey: call) else { return }
        continuation.resume(returning: Self.cancelled)
        guard let abandoned = refresh, abandoned.waiting.isEmpty else { return }
        abandoned.task.cancel()
        refresh = nil
    }

    private static let cancelled = Answer.failure(
        .credentials(.cancelled, "cancelled while waiting for credentials")
    )
}
