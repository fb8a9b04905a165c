import GRDB
import RunProtocol

/// One run as SQLite keeps it.
struct RunRecord: Hashable, Sendable, Codable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "run"

    var id: RunID
    var clientToken: String?
    var container: String
    var script: String
    /// The approved argument vector: what was run, for whoever asks later.
    var argv: [String]
    var caller: [String: String]
    /// Milliseconds since the epoch.
    var startedAt: Int64
    /// Milliseconds since the epoch.
    var endedAt: Int64?
    var outcome: RunOutcome?
    var facts: [String: String]
    var detail: String?
}

extension RunRecord {
    /// The status of the run, given what its files say.
    func status(_ phase: RunPhase) -> RunStatus {
        var status = RunStatus(
            run: id,
            container: container,
            script: script,
            startedAt: Timestamp(milliseconds: startedAt)
        )
        status.phase = phase
        status.endedAt = endedAt.map(Timestamp.init(milliseconds:))
        status.outcome = outcome
        status.facts = facts
        status.detail = detail
        return status
    }

    /// Notes how the run ended, unless that is noted already.
    mutating func end(_ outcome: RunOutcome, at time: Timestamp, facts: [String: String]) {
        guard endedAt == nil else { return }
        endedAt = time.milliseconds
        self.outcome = outcome
        self.facts = facts
    }
}
