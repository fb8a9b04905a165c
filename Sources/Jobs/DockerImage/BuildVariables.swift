import Gatekeeper
import Git
import RunProtocol

/// What a build takes from the task's environment (DESIGN D7).
struct BuildVariables: Sendable {
    private let task: [String: String]

    init(_ task: [String: String]) {
        self.task = task
    }

    /// The values of the secrets, by their ids, kept out of the job's log from now on.
    ///
    /// - Throws: `BuildSecretMissing` (64), `BuildVariableForbidden` (77), or what `JobSecrets.hide` throws.
    func values(of secrets: [BuildSecret]) throws(RunnerError) -> [(id: String, value: String)] {
        var values: [(id: String, value: String)] = []
        for secret in secrets {
            try demandOpen(secret.variable)
            guard let value = task[secret.variable] else {
                throw RunnerError(
                    .usage,
                    "BuildSecretMissing",
                    "--env-secret \(secret.id)=\(secret.variable): the job's environment has no \(secret.variable)",
                    hint: "add it to secrets_manager_env_vars of the container"
                )
            }
            // It may come from a plain variable; who calls it a secret here means it.
            try JobSecrets.hide(Array(value.utf8), environment: task)
            values.append((secret.id, value))
        }
        return values
    }

    /// The arguments that have a value: one that the environment lacks is left out, as Docker does.
    ///
    /// - Throws: `BuildVariableForbidden` (77), `InvalidArguments` (64) for a value with a line break.
    func resolve(_ arguments: [BuildArgument], _ report: Report) throws(RunnerError) -> [BuildArgument] {
        var resolved: [BuildArgument] = []
        for argument in arguments {
            guard argument.value == nil else {
                resolved.append(argument)
                continue
            }
            try demandOpen(argument.name)
            guard let value = task[argument.name] else {
                report.say("--build-arg \(argument.name) is left out: the job's environment has no \(argument.name)")
                continue
            }
            guard value.utf8.allSatisfy({ $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }) else {
                throw ScriptOptions.invalid(
                    .buildDockerImage,
                    "--build-arg \(argument.name): the value in the environment holds a line break",
                    hint: "pass what has several lines as a file: --env-secret ID=\(argument.name)"
                )
            }
            resolved.append(argument)
        }
        return resolved
    }

    /// What the engine gets: the task's environment, without credentials for repositories, the runner's own variables,
    /// those that steer programs past their arguments, and those that are secrets of the build.
    func forEngine(_ request: ImageBuildRequest) -> [String: String] {
        let arguments = Set(request.arguments.filter { $0.value == nil }.map(\.name))
        let secrets = Set(request.secrets.map(\.variable)).subtracting(arguments)
        return task.filter { name, _ in
            !ProtectedVariables.contain(name) && !Self.isOwn(name) && !secrets.contains(name)
        }
    }

    /// The variables with which the documented configuration lets kaniko clone.
    static let gitUser = "GIT_USERNAME"
    static let gitPassword = "GIT_PASSWORD"
    private static let gitCredentials: Set = [gitUser, gitPassword]

    private static func isOwn(_ name: String) -> Bool {
        GitCredentials.isCredential(name) || gitCredentials.contains(name)
            || name.utf8.starts(with: "DEPLOY_RUNNER_".utf8)
    }

    /// What the platform team injects for a build is open to it; the credentials of the job itself are not.
    private func demandOpen(_ name: String) throws(RunnerError) {
        guard Self.isOwn(name) || ProtectedVariables.contain(name) || name.utf8.starts(with: "AWS_".utf8) else {
            return
        }
        throw RunnerError(
            .refused,
            "BuildVariableForbidden",
            "\(name) is the runner's own, and no build may have it",
            hint: "inject what the build needs under a name of its own: secrets_manager_env_vars"
        )
    }
}
