import Glibc

/// Reaps what the job leaves to the entrypoint while it still runs: a process without a parent becomes the entrypoint's
/// child, and its remains would otherwise stay until the end and count against the task's limit of processes.
enum OrphanReaper {
    /// Looks once a second, until it is cancelled; the script itself is left to whoever waits for it.
    static func run(sparing script: pid_t) async {
        while (try? await Task.sleep(for: .seconds(1))) != nil {
            for pid in Descendants.deadChildren() where pid != script { waitpid(pid, nil, WNOHANG) }
        }
    }
}
