import Glibc
import RunProtocol

/// Carries out the stop policy on one run, and says what it does.
///
/// A stop that is asked for while the start is still on its way is kept until the run has a name: a Ctrl-C in that
/// moment neither loses the run nor leaves it running.
actor RunStopper {
    private var policy = StopPolicy()
    private var run: RunID?
    private var due: StopRequest?
    /// The stop that is on its way.
    private var sending: Task<Void, Never>?
    private let transport: any Transport
    private let place: RunnerPlace
    private let prose: Prose
    private let clock: any Clock<Duration>
    private let elapsed: @Sendable () -> Duration
    private let wait: WaitTime

    /// Whether the client stays to see the end.
    enum Verdict: Hashable, Sendable {
        case stay
        case leave
    }

    init(
        _ transport: any Transport,
        _ place: RunnerPlace,
        _ prose: Prose,
        waiting wait: WaitTime,
        in context: CommandContext
    ) {
        self.transport = transport
        self.place = place
        self.prose = prose
        self.wait = wait
        clock = context.clock
        elapsed = context.stopwatch()
    }

    /// The run has a name from now on.
    func started(_ run: RunID) {
        self.run = run
        if let due { send(due, to: run) }
        due = nil
    }

    func handle(_ trigger: StopTrigger) -> Verdict {
        if trigger == .signal(SIGINT) { prose.console.keyEchoed() }
        switch policy.handle(trigger, at: elapsed()) {
        case .nothing: return .stay
        case .leave:
            prose.console.leave(saying: farewell)
            return .leave
        case .stop(let request):
            prose.say(announcement(of: request, trigger), .warn)
            if let run { send(request, to: run) } else { due = request }
            return .stay
        }
    }

    /// The run has ended: what is still on its way to it is of no use.
    func cease() {
        sending?.cancel()
    }

    /// Sends beside everything else, until the run has the message; a later request takes the place of an earlier one.
    ///
    /// An engine that is slow to answer must not hold up the next signal, nor one that cannot answer now lose this one.
    private func send(_ request: StopRequest, to run: RunID) {
        sending?.cancel()
        sending = Task { [transport, prose, clock] in
            var pauses = GrowingPauses()
            while true {
                do throws(RunnerError) {
                    return try await transport.stop(run, request)
                } catch {
                    guard !Task.isCancelled else { return }
                    guard error.mayPass else { return Self.tell(error, prose) }
                    prose.say("\(error.message); asking run \(run) to stop again", .warn)
                }
                guard (try? await clock.sleep(for: pauses.next())) != nil else { return }
            }
        }
    }

    private static func tell(_ error: RunnerError, _ prose: Prose) {
        prose.say(ErrorReport(error).headline, .error)
        for line in ErrorReport(error).details { prose.say(line, .error) }
    }

    private func announcement(of request: StopRequest, _ trigger: StopTrigger) -> String {
        let subject = run.map { "run \($0)" } ?? "the run that is about to start,"
        guard request.urgency == .graceful else {
            return "hurrying \(subject): SIGTERM now, SIGKILL shortly after; Ctrl-C once more leaves it to that"
        }
        let next = trigger == .signal(SIGINT) ? "Ctrl-C again" : "Ctrl-C"
        return "\(cause(trigger)): stopping \(subject) gracefully; \(next) hurries it"
    }

    private func cause(_ trigger: StopTrigger) -> String {
        switch trigger {
        case .signal(let number): "\(StopReason.signal(number))"
        case .waitedTooLong: "waited \(wait) (--max-wait-time)"
        case .readerGone: "whoever read the output has gone"
        }
    }

    private var farewell: String {
        guard let run else {
            return "deploy-runner: left before the start was answered; should the run have started, it is stopped or "
                + "finished as its script's on_abandon says"
        }
        return "deploy-runner: left; run \(run) goes on stopping: \(place.command("status", run))"
    }
}
