import Gatekeeper
import Git
import RunProtocol

/// The secrets in a task's environment: those that the engine names, and those that programs know by their names.
struct TaskSecrets {
    /// The values, by variable.
    let values: [String: String]
    /// What the engine names and nobody has set, in order.
    let missing: [String]

    /// Names the variables whose values are secret, separated by spaces; the engine sets it from the configuration.
    static let variable = "DEPLOY_RUNNER_SECRET_VARIABLES"

    /// Looks for the secrets.
    init(environment: [String: String]) {
        let named = (environment[Self.variable] ?? "").utf8.split(separator: UInt8(ascii: " "))
            .map { String(decoding: $0, as: UTF8.self) }
        missing = named.filter { (environment[$0] ?? "").isEmpty }.sorted()
        values = environment.filter { variable, value in
            !value.isEmpty && (named.contains(variable) || SecretVariables.contain(variable))
        }
    }

    /// The tokens in the lines of values that hold several of them.
    ///
    /// A line that cannot be read keeps no other from being found; whoever uses it refuses it.
    var tokens: [String] {
        values.values.flatMap { value in
            value.utf8.split(separator: UInt8(ascii: "\n")).flatMap { line in
                let variables = [GitCredentials.tokensVariable: String(decoding: line, as: UTF8.self)]
                return (try? GitCredentials(environment: variables))?.tokenSecrets ?? []
            }
        }
    }

    /// Why the script is not started, if it is not.
    var failure: RunnerError? {
        guard !missing.isEmpty else { return nil }
        let names = missing.joined(separator: ", ")
        return RunnerError(
            .unavailable,
            "SecretMissing",
            "the task has no secret for \(names), which secrets_manager_env_vars of its container names",
            hint: "put \(names) under `secrets` of the task definition, or take it out of the configuration"
        )
    }
}
