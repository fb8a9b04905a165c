/// Compares what a script allows under two configurations.
struct ScriptComparison {
    let comparison: ConfigurationComparison
    let container: ByteString
    let old: ScriptConfiguration
    let new: ScriptConfiguration

    var permissions: [NewPermission] {
        let rules = RulesComparison(
            old: CompiledRules(old.rules, base: ""),
            new: CompiledRules(new.rules, base: ""),
            oldScript: old,
            newScript: new
        )
        return rules.changes.map(permission) + hardcoded
    }

    private func permission(_ change: RulesComparison.Change) -> NewPermission {
        let requests = [change.arguments, change.alternative].compactMap(\.self).map {
            JobRequest(container: container, script: new.name, arguments: $0)
        }
        return NewPermission(
            kind: change.kind,
            container: container,
            script: new.name,
            option: change.option,
            message: "\(change.message) for \(new.name) in \(container)",
            witness: requests.first(where: comparison.isWitness)
        )
    }

    /// The same request can do something else when the configuration passes something else along with it.
    private var hardcoded: [NewPermission] {
        var changes: [(option: ByteString?, message: String)] = []
        for name in Set((old.hardcodedOptions + new.hardcodedOptions).map(\.name)).sorted() {
            let before = old.hardcodedOptions.first { $0.name == name }?.values ?? []
            let now = new.hardcodedOptions.first { $0.name == name }?.values ?? []
            guard before != now else { continue }
            changes.append((name.spelling, "\(name) is passed as \(Self.list(now)), before as \(Self.list(before)),"))
        }
        if old.hardcodedArguments != new.hardcodedArguments {
            let now = Self.list(new.hardcodedArguments)
            changes.append((nil, "hardcoded arguments are \(now), before \(Self.list(old.hardcodedArguments)),"))
        }
        return changes.map { change in
            NewPermission(
                kind: .hardcoded,
                container: container,
                script: new.name,
                option: change.option,
                message: "\(change.message) for \(new.name) in \(container)",
                witness: nil
            )
        }
    }

    private static func list(_ values: [ByteString]) -> String {
        values.isEmpty ? "nothing" : "(" + values.map(\.description).joined(separator: ", ") + ")"
    }
}
