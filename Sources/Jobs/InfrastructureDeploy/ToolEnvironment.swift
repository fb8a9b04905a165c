import Gatekeeper
import Git

/// The environment of Terraform and Terragrunt (DESIGN D7).
///
/// The task's environment is only what the platform team configured, with the AWS task credentials. Of that the tool
/// gets everything but credentials for repositories, the runner's own variables, and those that steer programs past
/// their arguments. Git inside the tool, as for module sources, uses the runner's private configuration.
enum ToolEnvironment {
    static func make(task: [String: String], git: GitAccess, home: String) -> [String: String] {
        var environment = task.filter { name, _ in
            !ProtectedVariables.contain(name) && !GitCredentials.isCredential(name)
                && !name.utf8.starts(with: "DEPLOY_RUNNER_".utf8)
        }
        environment.merge(git.toolEnvironment) { _, private_ in private_ }
        environment["HOME"] = environment["HOME"] ?? home
        environment["LANG"] = environment["LANG"] ?? "C.UTF-8"
        // Terraform leaves out advice on commands that nobody can type here, and asks no questions.
        environment["TF_IN_AUTOMATION"] = "1"
        environment["TF_INPUT"] = "0"
        return environment
    }
}
