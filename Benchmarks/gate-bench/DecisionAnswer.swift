import Gatekeeper

/// A decision as far as the peer must agree with it: what would run, or what was refused and by which rule.
enum DecisionAnswer: Encodable {
    case allowed([String])
    case refused(type: String, rule: String)

    init(_ decision: Decision) {
        switch decision {
        case .approved(let job): self = .allowed(job.command.map(\.string))
        case .refused(let rejection): self = .refused(type: rejection.errorType, rule: rejection.rule)
        }
    }

    private enum Key: String, CodingKey {
        case argv
        case errorType
        case rule
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .allowed(let argv):
            try container.encode(argv, forKey: .argv)
        case .refused(let type, let rule):
            try container.encode(type, forKey: .errorType)
            try container.encode(rule, forKey: .rule)
        }
    }
}
