/// What can be wrong with the environment that a container gives its jobs.
struct EnvironmentCheck {
    let container: ContainerDraft

    var findings: [ConfigurationFinding] {
        container.environment.flatMap { name($0) + plainSecret($0) + value($0) }
            + container.secrets.flatMap { name($0) + secret($0.value.value) }
            + container.additionalSecrets.flatMap(secret)
            + setTwice
    }

    private func name(_ variable: ContainerDraft.NamedString) -> [ConfigurationFinding] {
        let name = variable.value.name
        let isPlain = name.bytes.allSatisfy { ASCII.isAlphanumeric($0) || $0 == ASCII.underscore }
        guard let first = name.bytes.first, !ASCII.isDigit(first), isPlain else {
            let message = "(\(name)) is not the name of an environment variable\(name.nonASCIIRemark)"
            let hint = "a name is ASCII letters, digits and underscores, and does not begin with a digit"
            return [.error(.invalidEnvironmentName, at: variable.location, message, hint: hint)]
        }
        let code = ConfigurationFinding.Code.protectedEnvironmentName
        if Self.runnerOwn.contains(name) {
            let message = "\(name) is set by the runner itself"
            let hint = "remove it, unless the scripts need another value than the runner's"
            return [.warning(code, at: variable.location, message, hint: hint)]
        }
        guard let protected = ProtectedVariables.row(protecting: name.string) else { return [] }
        let message = "\(name) \(protected.reason)"
        return switch protected.severity {
        case .error: [.error(code, at: variable.location, message, hint: protected.hint)]
        case .warning, .note: [.warning(code, at: variable.location, message, hint: protected.hint)]
        }
    }

    private static let runnerOwn: Set<ByteString> = ["PATH", "HOME", "LANG"]

    private func plainSecret(_ variable: ContainerDraft.NamedString) -> [ConfigurationFinding] {
        guard SecretVariables.contain(variable.value.name.string) else { return [] }
        let message =
            "\(variable.value.name) is a secret, and environment_vars are readable by anyone who sees the task"
        let hint = "move it to secrets_manager_env_vars"
        return [.warning(.secretInPlainText, at: variable.location, message, hint: hint)]
    }

    /// Newlines are part of certificates and the like; NUL would end the value at the border to the kernel.
    private func value(_ variable: ContainerDraft.NamedString) -> [ConfigurationFinding] {
        let value = variable.value.value
        guard value.value.bytes.contains(0) else { return [] }
        let message = "the value of \(variable.value.name) contains U+0000 NULL"
        return [.error(.hazardousText, at: value.location, message, hint: "remove it")]
    }

    private func secret(_ secret: Located<ByteString>) -> [ConfigurationFinding] {
        if secret.value.isEmpty || secret.value.firstHazard != nil {
            let message = "(\(secret.value)) does not name a secret"
            return [.error(.invalidSecret, at: secret.location, message, hint: "write the ARN of the secret")]
        }
        guard !secret.value.hasPrefix("arn:") else { return [] }
        let message = "(\(secret.value)) is not an ARN, so only the sandbox can use it"
        return [.note(.invalidSecret, at: secret.location, message, hint: "write the ARN of the secret for ECS")]
    }

    private var setTwice: [ConfigurationFinding] {
        let secrets = Set(container.secrets.map(\.value.name))
        return container.environment.filter { secrets.contains($0.value.name) }.map { variable in
            let message = "\(variable.value.name) is also set by secrets_manager_env_vars"
            return .error(.environmentSetTwice, at: variable.location, message, hint: "remove it here")
        }
    }
}
