import Glibc
import RunProtocol

/// Carries out a `StopSequence` on a live script: sends the signals, keeps the times, tells the reader of the log.
actor StopConductor {
    private var sequence: StopSequence
    private let log: TaskLog
    private let clock: any Clock<Duration>
    private var script: LiveProcess?
    private var hasEnded = false
    private var dueWithoutScript: StopSequence.Action?
    private var timer: Task<Void, Never>?

    init(_ sequence: StopSequence, log: TaskLog, clock: any Clock<Duration>) {
        self.sequence = sequence
        self.log = log
        self.clock = clock
    }

    /// Why the script was stopped, if it was.
    var reason: StopReason? { sequence.reason }

    /// The script runs from now on; a stop that came before reaches it now.
    func attach(_ script: LiveProcess) {
        self.script = script
        if let action = dueWithoutScript { perform(action) }
        dueWithoutScript = nil
    }

    /// The script has ended: no signal is sent after this, and no request counts any more.
    func scriptEnded() {
        timer?.cancel()
        script = nil
        hasEnded = true
    }

    func handle(_ request: StopRequest) {
        // A request that comes too late must not turn the job's own end into a stop.
        guard !hasEnded else { return }
        perform(sequence.requested(request))
    }

    private func perform(_ action: StopSequence.Action) {
        guard let script else {
            if action != .nothing { dueWithoutScript = action }
            return
        }
        switch action {
        case .interrupt(let wait):
            log.note("stopping (\(describe)): SIGINT sent; the script has \(wait.formattedSeconds) to end")
            script.signal(SIGINT)
            wakeUp(after: wait)
        case .terminate(let wait):
            log.note("stopping (\(describe)): SIGTERM sent to all processes; SIGKILL in \(wait.formattedSeconds)")
            Descendants.signal(SIGTERM)
            wakeUp(after: wait)
        case .kill:
            log.note("stopping (\(describe)): SIGKILL sent to all processes")
            Descendants.signal(SIGKILL)
        case .nothing:
            break
        }
    }

    private var describe: String { sequence.reason?.description ?? "" }

    private func wakeUp(after wait: Duration) {
        timer?.cancel()
        timer = Task { [clock] in
            // Somebody may have hurried the stop after the time had passed and before this came to its turn.
            guard (try? await clock.sleep(for: wait)) != nil, !Task.isCancelled else { return }
            self.perform(self.sequence.waited())
        }
    }
}

extension Duration {
    /// `60 s`, `0.5 s`.
    var formattedSeconds: String {
        let milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
        guard milliseconds % 1000 != 0 else { return "\(milliseconds / 1000) s" }
        return "\(Double(milliseconds) / 1000) s"
    }
}
