/// Where a deploy runner is.
enum RunnerPlace: Hashable, Sendable {
    /// On this machine.
    case thisMachine
    /// Behind an invoker function in AWS.
    case aws(region: String, function: String)
}

extension RunnerPlace: CustomStringConvertible {
    /// The place, to stand behind "invoking".
    var description: String {
        switch self {
        case .thisMachine: "the deploy runner on this machine"
        case .aws(_, let function): "the Lambda function \(function)"
        }
    }

    /// The options that lead a later command to the same place.
    var options: String {
        switch self {
        case .thisMachine: ""
        case .aws(let region, let function): " --aws-region \(region) --invoker-function-id \(function)"
        }
    }
}
