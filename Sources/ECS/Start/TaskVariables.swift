import Gatekeeper
import RunProtocol

/// The environment that goes with the start of a task: plain values, for whoever sees the task can read them.
enum TaskVariables {
    /// The configured variables, and what the entrypoint is told: the run, which variables the task definition fills with
    /// secrets, and where the output is stored.
    static func of(_ job: ApprovedJob, as run: RunID) -> [(String, String)] {
        var variables = job.environment.map { ($0.name.string, $0.value.string) }
        variables.append(("DEPLOY_RUNNER_RUN_ID", run.description))
        if !job.secrets.isEmpty {
            let names = job.secrets.map(\.name.string).joined(separator: " ")
            variables.append(("DEPLOY_RUNNER_SECRET_VARIABLES", names))
        }
        if let artifacts = job.artifacts {
            let place = "s3://\(artifacts.bucketName.string)/\(artifacts.prefix(of: run.description))"
            variables.append(("DEPLOY_RUNNER_ARTIFACTS", place))
            if let region = artifacts.region { variables.append(("DEPLOY_RUNNER_ARTIFACT_REGION", region.string)) }
        }
        return variables
    }
}
