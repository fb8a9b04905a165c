import Gatekeeper
import Invoker
import RunProtocol

extension RunRecord {
    /// The record of a run that is about to start.
    init(_ job: ApprovedJob, _ run: NewRun) {
        id = run.id
        clientToken = run.clientToken
        container = job.container.string
        script = job.script.string
        argv = job.arguments.map(\.string)
        caller = run.caller
        startedAt = run.at.milliseconds
        facts = [:]
    }
}
