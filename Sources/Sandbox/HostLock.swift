import SystemPackage

/// Says whether the host of a run lives: it holds a lock on `host.log` for as long as it does.
///
/// The lock belongs to the open file, not to a process: the engine takes it, the host gets the file as its standard error,
/// and the kernel drops it when the last of them is gone, however it went. A process id could mean somebody else.
enum HostLock {
    /// Makes and locks the file, for a host that is about to start.
    ///
    /// - Throws: `Errno`.
    static func take(_ path: FilePath) throws -> FileDescriptor {
        try FileLock.take(path, whenHeld: .fail)
    }

    /// Whether somebody holds it.
    static func isHeld(_ path: FilePath) -> Bool {
        FileLock.isHeld(path)
    }
}
