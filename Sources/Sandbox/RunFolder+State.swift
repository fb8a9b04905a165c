import Glibc
import RunProtocol
import SystemPackage

extension RunFolder {
    /// What a run does whose host lives.
    var phase: RunPhase {
        if access(stopping.string, F_OK) == 0 { return .stopping }
        return logIsEmpty ? .starting : .running
    }

    /// Whether the record of the run is final.
    var hasEnded: Bool { access(ended.string, F_OK) == 0 }

    /// Whether the entrypoint has not written anything yet.
    var logIsEmpty: Bool {
        guard let status = try? log.stat() else { return true }
        return status.size == 0
    }
}
