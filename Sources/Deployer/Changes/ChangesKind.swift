import ChangeDetection
import Git
import RunProtocol

/// What is done to all that a change affects.
enum ChangesKind: String, Sendable, Codable {
    case plan
    case apply

    /// The container that does it.
    var container: String {
        switch self {
        case .plan: "terraform-planner"
        case .apply: "terraform-applier"
        }
    }

    /// The name of the command.
    var command: String { "\(rawValue)-changes" }

    /// How a schedule takes it.
    var mode: RunSchedule.Mode {
        switch self {
        case .plan: .plan
        case .apply: .apply
        }
    }

    /// How a source that the target does not contain is taken.
    var divergence: ChangeRange.Divergence {
        switch self {
        case .plan: .fromMergeBase
        case .apply: .refused
        }
    }
}

/// The script that runs a module.
enum DeployScript {
    static let name = "infrastructure-deploy-script"
}
