import Subprocess

extension Command {
    var subprocessEnvironment: Environment {
        var values: [Environment.Key: String] = [:]
        for (name, value) in environment { values[Environment.Key(stringLiteral: name)] = value }
        return .custom(values)
    }
}

extension ProcessEnding {
    init(_ status: TerminationStatus) {
        switch status {
        case .exited(let code): self = .exited(code)
        case .signaled(let signal): self = .killed(signal: signal)
        }
    }
}
