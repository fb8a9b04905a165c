import CLinuxProcess
import Glibc
import Synchronization

/// A running child to send signals to, by a descriptor that never means another process.
final class LiveProcess: Sendable {
    /// Who gets a signal.
    enum Scope: Sendable {
        /// The child alone.
        case process
        /// Everything in the process group that the child leads, as from a terminal.
        case group
    }

    private let descriptor: Mutex<Int32?>
    private let pid: pid_t
    private let scope: Scope

    /// Takes hold of a child that has not been reaped yet.
    init(_ pid: pid_t, _ scope: Scope = .process) {
        let opened = clp_pidfd_open(pid)
        descriptor = Mutex(opened >= 0 ? opened : nil)
        self.pid = pid
        self.scope = scope
    }

    /// Sends a signal; a process that is gone gets none.
    func signal(_ number: Int32) {
        descriptor.withLock { descriptor in
            guard let descriptor else { return }
            switch scope {
            case .process:
                _ = clp_pidfd_send_signal(descriptor, number)
            case .group:
                // As long as the child is there, its number means its group and no other.
                if clp_pidfd_send_signal(descriptor, 0) == 0 { kill(-pid, number) }
            }
        }
    }

    deinit {
        descriptor.withLock { descriptor in
            if let open = descriptor { close(open) }
            descriptor = nil
        }
    }
}
