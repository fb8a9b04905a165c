/// What is done to the infrastructure, as in `plan` or `apply-all`.
struct DeployCommand: Hashable, Sendable, CustomStringConvertible {
    /// Terraform's own command.
    let verb: Verb
    /// How much it is done to.
    let scope: Scope

    /// Terraform's own commands, as far as the runner calls them.
    enum Verb: String, CaseIterable, Sendable {
        case plan
        case apply
        case validate
        case destroy
        case refresh

        /// Whether it changes infrastructure, or the state that stands for it.
        var isApplying: Bool {
            switch self {
            case .apply, .destroy, .refresh: true
            case .plan, .validate: false
            }
        }

        /// Whether it may ask for input.
        var takesInput: Bool { self != .validate }

        /// Whether it asks for approval.
        var asksForApproval: Bool { self == .apply || self == .destroy }
    }

    /// How much a command is done to.
    enum Scope: Hashable, Sendable {
        /// The module in the deploy path.
        case module
        /// Every module below the deploy path: Terragrunt only.
        case all
    }

    /// Reads a documented command, or answers `nil`.
    init?(_ text: String) {
        guard let command = Self.documented.first(where: { $0.description == text }) else { return nil }
        self = command
    }

    private init(_ verb: Verb, _ scope: Scope) {
        self.verb = verb
        self.scope = scope
    }

    /// The documented commands: there is no `refresh-all`.
    static let documented =
        Verb.allCases.map { DeployCommand($0, .module) }
        + [.plan, .apply, .validate, .destroy].map { DeployCommand($0, .all) }

    /// The command as it is given.
    var description: String { verb.rawValue + (scope == .all ? "-all" : "") }
}

/// The tool that does it.
enum DeployBinary: String, CaseIterable, Sendable {
    case terraform
    case terragrunt
}
