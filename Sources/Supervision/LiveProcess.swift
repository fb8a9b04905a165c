import CLinuxProcess
import Glibc
import Synchronization

/// A running child to send signals to, by a descriptor that never means another process.
final class LiveProcess: Sendable {
    private let descriptor: Mutex<Int32?>

    /// Takes hold of a child that has not been reaped yet.
    init(_ pid: pid_t) {
        let opened = clp_pidfd_open(pid)
        descriptor = Mutex(opened >= 0 ? opened : nil)
    }

    /// Sends a signal; a process that is gone gets none.
    func signal(_ number: Int32) {
        descriptor.withLock { descriptor in
            guard let descriptor else { return }
            _ = clp_pidfd_send_signal(descriptor, number)
        }
    }

    deinit {
        descriptor.withLock { descriptor in
            if let open = descriptor { close(open) }
            descriptor = nil
        }
    }
}
