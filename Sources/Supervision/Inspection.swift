import CLinuxProcess

/// Who may look into this process.
public enum Inspection {
    /// Keeps other processes of the same user from opening this one's descriptors under /proc and from tracing it.
    ///
    /// The job runs as the entrypoint's user: without this it could open the entrypoint's standard output and write
    /// records of its own into the log. Programs that this process starts are not affected.
    public static func forbid() {
        _ = clp_forbid_inspection()
    }
}
