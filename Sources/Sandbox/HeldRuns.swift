import RunProtocol
import SystemPackage

/// The runs that this process started and has not left: its leases on them.
///
/// A lease is an open pipe. It ends with this value or with the process, however that ends, and the run's host then knows.
actor HeldRuns {
    private struct Lease {
        let pipe: FileDescriptor
        let control: FileDescriptor
    }

    private var leases: [RunID: Lease] = [:]

    func hold(_ run: RunID, lease pipe: FileDescriptor, control: FileDescriptor) {
        leases[run] = Lease(pipe: pipe, control: control)
    }

    /// Without a word: an engine that goes leaves its runs as a process that dies does.
    deinit {
        for lease in leases.values {
            try? lease.pipe.close()
            try? lease.control.close()
        }
    }

    /// Leaves a run on purpose; nothing happens when this process does not hold it.
    func detach(from run: RunID) {
        guard let lease = leases.removeValue(forKey: run) else { return }
        _ = try? lease.pipe.writeAll((StopSources.detach + "\n").utf8)
        try? lease.pipe.close()
        try? lease.control.close()
    }
}
