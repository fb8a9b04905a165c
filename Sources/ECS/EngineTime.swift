import RunProtocol

/// The time as the engine needs it: what o'clock it is, how much has passed, and a way to wait.
struct EngineTime: Sendable {
    /// The time of day, to compare with what AWS says.
    let now: @Sendable () -> Timestamp
    /// What has passed since this value was made, by a clock that nobody sets.
    let elapsed: @Sendable () -> Duration
    /// Waits, or throws `CancellationError`.
    let sleep: @Sendable (Duration) async throws -> Void
}

extension EngineTime {
    /// Time by a clock, and the time of day by a function.
    init(_ clock: some Clock<Duration>, now: @escaping @Sendable () -> Timestamp) {
        let start = clock.now
        self.init(
            now: now,
            elapsed: { start.duration(to: clock.now) },
            sleep: { try await clock.sleep(for: $0) }
        )
    }
}

extension Timestamp {
    /// How much time lies between an earlier moment and this one; negative when it is the later one.
    func since(_ earlier: Timestamp) -> Duration {
        .milliseconds(milliseconds - earlier.milliseconds)
    }
}
