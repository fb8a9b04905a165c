import AWS
import RunProtocol

/// Watches on the tags of the task whether its client is still there (docs/decisions/0026).
struct LeaseWatch: Sendable {
    private let tags: TaskTags
    private let lease: RunLease
    private let clock: any Clock<Duration>
    private let note: @Sendable (String) -> Void

    /// A watch over a lease.
    ///
    /// - Parameters:
    ///   - tags: where the client is heard.
    ///   - lease: how long it may be silent.
    ///   - clock: measures that.
    ///   - note: takes a remark for the log.
    init(
        _ tags: TaskTags,
        _ lease: RunLease,
        clock: any Clock<Duration>,
        note: @escaping @Sendable (String) -> Void
    ) {
        self.tags = tags
        self.lease = lease
        self.clock = clock
        self.note = note
    }

    /// Waits for the end of the lease: `.ranOut` or `.left`, or `.held` when the caller's task is cancelled.
    func end() async -> ClientSilence.Standing {
        var silence = ClientSilence(lease)
        var isDenialNoted = false
        while true {
            // Jitter, so that tasks which were started together do not ask together for ever.
            let pause = lease.interval * Double.random(in: 0.9...1.1)
            guard (try? await clock.sleep(for: pause)) != nil else { return .held }
            do {
                let standing = silence.saw(try await tags.read()[RunLease.tag], after: pause)
                if standing != .held { return standing }
            } catch {
                silence.missed()
                guard !isDenialNoted, let error = error as? AWSError, error.kind == .accessDenied else { continue }
                isDenialNoted = true
                note("whether the client is still there cannot be seen, so its going will not end this run: \(error)")
            }
        }
    }
}
