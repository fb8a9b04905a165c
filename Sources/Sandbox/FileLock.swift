import Glibc
import SystemPackage

/// Locks on files: each belongs to the open file, and the kernel drops it when the last process that has it is gone.
enum FileLock {
    /// What to do while somebody else has the lock.
    enum Contention {
        case fail
        case wait
    }

    /// Makes the file where there is none, and locks it for this open file alone.
    ///
    /// - Throws: `Errno`; `wouldBlock` when somebody else has the lock and that is to fail.
    static func take(_ path: FilePath, whenHeld contention: Contention) throws -> FileDescriptor {
        let file = try FileDescriptor.open(
            path,
            .writeOnly,
            options: [.create, .append, .closeOnExec],
            permissions: .ownerReadWrite
        )
        let flags = contention == .fail ? LOCK_EX | LOCK_NB : LOCK_EX
        while flock(file.rawValue, flags) != 0 {
            let error = Errno(rawValue: errno)
            guard error == .interrupted else {
                try? file.close()
                throw error
            }
        }
        return file
    }

    /// Whether somebody has the lock.
    static func isHeld(_ path: FilePath) -> Bool {
        guard let file = try? FileDescriptor.open(path, .readOnly, options: .closeOnExec) else { return false }
        defer { try? file.close() }
        return flock(file.rawValue, LOCK_SH | LOCK_NB) != 0
    }
}
