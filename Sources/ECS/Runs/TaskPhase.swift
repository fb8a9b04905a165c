import AWS
import RunProtocol

extension ECSTask {
    /// What the run of this task is doing, as far as ECS knows.
    var phase: RunPhase {
        switch lastStatus {
        case "STOPPED", "DELETED": .ended
        case "DEACTIVATING", "STOPPING", "DEPROVISIONING": .stopping
        case _ where desiredStatus == "STOPPED": .stopping
        case "RUNNING": .running
        default: .starting
        }
    }

    /// Whether the task's containers were ever started, as far as ECS knows.
    func hasRun(_ container: String) -> Bool {
        startedAt != nil || own(container)?.exitCode != nil
    }

    /// The container that runs the script.
    func own(_ container: String) -> ECSContainer? {
        containers.first { $0.name == container } ?? containers.first
    }
}
