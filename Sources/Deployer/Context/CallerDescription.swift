/// Who calls, as far as the environment of a CI tool tells: recorded with the run, never trusted.
struct CallerDescription: Hashable, Sendable {
    /// `ci`, the tool, and `run_url`, where a person finds the build; empty outside the known tools.
    let fields: [String: String]

    init(environment: [String: String]) {
        guard let tool = Tool.allCases.first(where: { $0.isRunning(environment) }) else {
            fields = [:]
            return
        }
        var fields = ["ci": tool.rawValue]
        fields["run_url"] = tool.runURL(environment)
        self.fields = fields
    }

    /// The CI tools that say where their builds are.
    private enum Tool: String, CaseIterable {
        case gitHubActions = "github-actions"
        case gitLab = "gitlab"
        case circleCI = "circleci"
        case buildkite = "buildkite"
        case jenkins = "jenkins"

        func isRunning(_ environment: [String: String]) -> Bool {
            switch self {
            case .gitHubActions: environment["GITHUB_ACTIONS"] == "true"
            case .gitLab: environment["GITLAB_CI"] == "true"
            case .circleCI: environment["CIRCLECI"] == "true"
            case .buildkite: environment["BUILDKITE"] == "true"
            case .jenkins: environment["JENKINS_URL"] != nil
            }
        }

        func runURL(_ environment: [String: String]) -> String? {
            switch self {
            case .gitHubActions:
                guard let server = environment["GITHUB_SERVER_URL"], let repository = environment["GITHUB_REPOSITORY"],
                    let run = environment["GITHUB_RUN_ID"]
                else { return nil }
                return "\(server)/\(repository)/actions/runs/\(run)"
            case .gitLab: return environment["CI_JOB_URL"]
            case .circleCI: return environment["CIRCLE_BUILD_URL"]
            case .buildkite: return environment["BUILDKITE_BUILD_URL"]
            case .jenkins: return environment["BUILD_URL"]
            }
        }
    }
}
