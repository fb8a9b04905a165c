import AWS
import Gatekeeper
import Invoker
import RunProtocol

/// What is known of a run when ECS has forgotten its task, an hour after it stopped: one event in the log group.
struct RunRecord: Hashable, Sendable, Codable {
    var run: RunID
    /// The task's ARN.
    var task: String
    var container: String
    var script: String
    /// When the run was asked for.
    var startedAt: Timestamp
    var attendance: RunAttendance
    var caller: [String: String]
    /// The run's lease in seconds, when it has one.
    var abandonAfter: Int?
    /// The digest of the request for the task, which tells a token's own request from any other.
    var request: String?

    var lease: RunLease? { abandonAfter.map(RunLease.init) }

    private enum CodingKeys: String, CodingKey {
        case run = "run_id"
        case task
        case container
        case script
        case startedAt = "started_at"
        case attendance
        case caller
        case abandonAfter = "abandon_after"
        case request = "request_sha256"
    }

    /// The record of a run whose task was just started.
    init(_ job: ApprovedJob, _ run: NewRun, as id: RunID, task: String) {
        self.run = id
        self.task = task
        container = job.container.string
        script = job.script.string
        startedAt = run.at
        attendance = run.attendance
        caller = run.caller
    }

    /// Reads a record off the tags of a task; `nil` for a task that is none of ours.
    init?(_ task: ECSTask) {
        guard let run = task.tags[RunTags.run].flatMap(RunID.init), let container = task.tags[RunTags.container],
            let script = task.tags[RunTags.script]
        else { return nil }
        self.run = run
        self.task = task.arn
        self.container = container
        self.script = script
        startedAt = task.createdAt ?? Timestamp(milliseconds: 0)
        attendance = task.tags[RunTags.attendance].flatMap(RunAttendance.init) ?? .unattended
        caller = [:]
        abandonAfter = task.tags[RunTags.abandonAfter].flatMap(Int.init)
    }

    /// A record with what a status tells of a run.
    init(_ status: RunStatus, task: String) {
        run = status.run
        self.task = task
        container = status.container
        script = status.script
        startedAt = status.startedAt
        attendance = .unattended
        caller = [:]
    }

    /// The stream that a run's record lies in.
    static func stream(of run: RunID) -> String { "deploy-runner-runs/\(run)" }
}
