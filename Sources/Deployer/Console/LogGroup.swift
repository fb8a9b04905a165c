import RunProtocol

/// Folds the runner's own start-up lines away in the CI tools that can.
///
/// The markers go to standard error, where those lines are: standard output stays the job's, byte for byte, and a
/// marker can never land on the wrong side of a line of another stream. The job's own lines are never folded.
enum LogGroup: Hashable, Sendable {
    /// GitHub Actions: `::group::`, `::endgroup::`.
    case gitHub
    /// GitLab: `section_start`, `section_end`, with a name that is unique in the log.
    case gitLab(section: String)

    /// The kind of group that this environment's CI tool understands.
    init?(environment: [String: String], now: Timestamp) {
        if environment["GITHUB_ACTIONS"] == "true" {
            self = .gitHub
        } else if environment["GITLAB_CI"] == "true" {
            self = .gitLab(section: "deploy_runner_\(now.milliseconds)")
        } else {
            return nil
        }
    }

    /// The line that opens the group.
    func opening(_ title: String, at now: Timestamp) -> String {
        switch self {
        case .gitHub: "::group::\(title)"
        case .gitLab(let section):
            "\u{1B}[0Ksection_start:\(now.milliseconds / 1000):\(section)[collapsed=true]\r\u{1B}[0K\(title)"
        }
    }

    /// The line that closes it.
    func closing(at now: Timestamp) -> String {
        switch self {
        case .gitHub: "::endgroup::"
        case .gitLab(let section): "\u{1B}[0Ksection_end:\(now.milliseconds / 1000):\(section)\r\u{1B}[0K"
        }
    }
}
