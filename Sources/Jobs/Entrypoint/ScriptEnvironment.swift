import Git

/// The environment that a script is started with: the task's own, without what would steer programs past the gate.
struct ScriptEnvironment {
    /// The variables.
    let variables: [String: String]
    /// The names of those that were left out, in order.
    let removed: [String]

    /// Makes a script's environment from the task's.
    ///
    /// The runner's own variables go no further, but for the list of repositories that job scripts need.
    init(task: [String: String]) {
        let isInternal = { (name: String) in
            name.utf8.starts(with: "DEPLOY_RUNNER_".utf8) && name != LocalRepositories.variable
        }
        removed = task.keys.filter(ProtectedVariables.contain).sorted()
        variables = task.filter { !isInternal($0.key) && !ProtectedVariables.contain($0.key) }
    }

    /// What the log says of the variables that were left out, if there are any.
    var remark: String? {
        guard !removed.isEmpty else { return nil }
        return "left out of the environment, as they change what programs do past their arguments: "
            + removed.joined(separator: ", ")
    }
}
