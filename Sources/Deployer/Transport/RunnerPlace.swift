import RunProtocol

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

    /// A command about a run as somebody types it later, so that it leads to the same place.
    func command(_ verb: String, _ run: RunID) -> String {
        switch self {
        case .thisMachine: "infrastructure-deployer \(verb) \(run)"
        case .aws(let region, Self.standardFunction): "infrastructure-deployer \(verb) --aws-region \(region) \(run)"
        case .aws(let region, let function):
            "infrastructure-deployer \(verb) --aws-region \(region) --invoker-function-id \(function) \(run)"
        }
    }

    /// The documented name of the function.
    static let standardFunction = "ecs-deploy-runner-invoker"
}
