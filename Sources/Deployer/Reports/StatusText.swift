import RunProtocol

/// The status of a run for people.
struct StatusText: Sendable {
    private let status: RunStatus
    private let now: Timestamp

    init(_ status: RunStatus, now: Timestamp) {
        self.status = status
        self.now = now
    }

    /// One fact a line, the names in a column of their own.
    var lines: [String] {
        var facts = [
            ("run", status.run.description),
            ("job", "\(status.container)/\(status.script)"),
            ("state", state),
            ("started", "\(status.startedAt), \(DurationText(status.startedAt.duration(to: now))) ago"),
        ]
        if let ended = status.endedAt {
            facts.append(("ended", "\(ended), after \(DurationText(status.startedAt.duration(to: ended)))"))
        }
        facts += status.facts.sorted { $0.key < $1.key }.map { ($0.key, VisibleText.of($0.value)) }
        if let detail = status.detail { facts.append(("detail", VisibleText.of(detail))) }
        let width = facts.map(\.0.count).max() ?? 0
        return facts.map { name, value in
            name + String(repeating: " ", count: width - name.count + 2) + value
        }
    }

    private var state: String {
        guard let outcome = status.outcome else { return status.phase.rawValue }
        return "ended: \(outcome) (exit code \(outcome.exitCode))"
    }
}

extension Timestamp {
    /// The time from this moment to another.
    func duration(to other: Timestamp) -> Duration {
        .milliseconds(other.milliseconds - milliseconds)
    }
}

extension RunStatus {
    /// How long the run took, once it has ended.
    var duration: Duration? {
        endedAt.map { startedAt.duration(to: $0) }
    }
}
