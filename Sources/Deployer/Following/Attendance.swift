import RunProtocol

/// Says again and again that this client follows a run, as long as the run wants to hear it (docs/decisions/0026).
///
/// Calls of its own, and not a side effect of reading the log: Lambda goes on running a function that streams to a
/// client which is gone, so the function cannot tell on the client's behalf that it is there.
struct Attendance: Sendable {
    private let transport: any Transport
    private let run: RunID
    private let clock: any Clock<Duration>

    init(_ transport: any Transport, _ run: RunID, _ clock: any Clock<Duration>) {
        self.transport = transport
        self.run = run
        self.clock = clock
    }

    /// Goes on until the caller's task is cancelled, or the run does not need it.
    func keep() async {
        var failures = 0
        while !Task.isCancelled {
            let pause: Duration
            do throws(RunnerError) {
                guard let interval = try await transport.attend(run) else { return }
                failures = 0
                pause = interval * Double.random(in: 0.9...1)
            } catch {
                // An invoker that does not know the action has no leases, and what is denied stays denied.
                guard error.code == .tryAgain || error.code == .unavailable else { return }
                pause = Self.pauses[min(failures, Self.pauses.count - 1)]
                failures += 1
            }
            guard (try? await clock.sleep(for: pause)) != nil else { return }
        }
    }

    /// The pauses after calls that failed; the last one stays.
    private static let pauses: [Duration] = [1, 2, 4, 8, 15].map { .seconds($0) }
}
