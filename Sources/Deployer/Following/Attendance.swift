import RunProtocol

/// Says again and again that this client follows a run, as long as the run wants to hear it (docs/decisions/0026).
///
/// Calls of its own, and not a side effect of reading the log: Lambda goes on running a function that streams to a
/// client which is gone, so the function cannot tell on the client's behalf that it is there.
struct Attendance: Sendable {
    private let transport: any Transport
    private let run: RunID
    private let context: CommandContext
    private let prose: Prose

    init(_ transport: any Transport, _ run: RunID, _ context: CommandContext, _ prose: Prose) {
        self.transport = transport
        self.run = run
        self.context = context
        self.prose = prose
    }

    /// Goes on until the caller's task is cancelled, or the run does not need it.
    ///
    /// Warns of a run that has not heard of this client for half its lease: it will be stopped as abandoned.
    func keep() async {
        let elapsed = context.stopwatch()
        var (heard, interval) = (Duration.zero, Self.usualInterval)
        var hasWarned = false
        var pauses = GrowingPauses()
        while !Task.isCancelled {
            let pause: Duration
            do throws(RunnerError) {
                guard let wanted = try await transport.attend(run) else { return }
                (heard, interval) = (elapsed(), wanted)
                (pauses, hasWarned) = (GrowingPauses(), false)
                pause = interval * Double.random(in: 0.9...1)
            } catch {
                // An invoker that does not know the action has no leases.
                guard error.mayPass || error.code == .unavailable else { return }
                // Half a lease, of which the interval is a fifth.
                if elapsed() - heard >= interval * 5 / 2 {
                    if !hasWarned { warn(error) }
                    hasWarned = true
                    // A task that was just started may refuse what it takes later; but what is denied stays denied.
                    guard error.mayPass else { return }
                }
                pause = pauses.next()
            }
            guard (try? await context.clock.sleep(for: pause)) != nil else { return }
        }
    }

    private func warn(_ error: RunnerError) {
        prose.say("run \(run) may be stopped as abandoned: it does not hear of this client", .warn)
        prose.say("  \(error.message)", .warn)
        for line in ErrorReport(error).details { prose.say(line, .warn) }
    }

    /// How often a run wants to hear of its client that has not said so yet: a fifth of the usual lease.
    private static let usualInterval = Duration.seconds(60)
}
