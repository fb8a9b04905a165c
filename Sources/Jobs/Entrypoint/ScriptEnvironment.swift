import Gatekeeper
import Git

/// The environment that a script is started with: the task's own, without what would steer programs past the gate.
struct ScriptEnvironment {
    /// The variables.
    let variables: [String: String]
    /// The names of those that were left out, in order.
    let removed: [String]

    /// Makes a script's environment from the task's.
    ///
    /// The runner's own variables go no further, but for those that job scripts need.
    init(task: [String: String]) {
        let isInternal = { (name: String) in
            name.utf8.starts(with: "DEPLOY_RUNNER_".utf8) && !Self.passedOn.contains(name)
        }
        removed = task.keys.filter(ProtectedVariables.contain).sorted()
        let own = task.filter { !isInternal($0.key) && !ProtectedVariables.contain($0.key) }
        variables = Self.basics.merging(own) { $1 }
    }

    /// Which repositories may be used, and where the output is stored.
    private static let passedOn: Set<String> = [LocalRepositories.variable, ArtifactDestination.variable]

    /// What every program needs, for a task whose image does not say (DESIGN D7).
    private static let basics = [
        "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/", "LANG": "C.UTF-8",
    ]

    /// What the log says of the variables that were left out, if there are any.
    var remark: String? {
        guard !removed.isEmpty else { return nil }
        return "left out of the environment, as they change what programs do past their arguments: "
            + removed.joined(separator: ", ")
    }
}
