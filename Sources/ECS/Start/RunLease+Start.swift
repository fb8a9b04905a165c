import Gatekeeper
import Invoker
import RunProtocol

extension RunLease {
    /// The lease of a run that is about to start; `nil` when it goes on without its client: one that nobody waits for
    /// (`--no-wait`, a schedule), or whose script is left to finish.
    init?(_ job: ApprovedJob, _ run: NewRun, _ settings: ECSConfiguration) {
        guard run.attendance == .attended, job.onAbandon == .cancel else { return nil }
        self.init(seconds: settings.abandonAfterSeconds)
    }
}
