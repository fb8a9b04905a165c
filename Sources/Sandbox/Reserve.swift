import Glibc
import SystemPackage

/// Disk space that is set aside while a task runs, for the record of its end.
enum Reserve {
    /// Sets the space aside; a full disk is found out before the task starts.
    ///
    /// - Throws: `Errno`.
    static func take(_ folder: RunFolder) throws {
        let file = try FileDescriptor.open(
            path(in: folder),
            .writeOnly,
            options: [.create, .truncate, .closeOnExec],
            permissions: .ownerReadWrite
        )
        defer { try? file.close() }
        let code = posix_fallocate(file.rawValue, 0, size)
        guard code == 0 else { throw Errno(rawValue: code) }
    }

    /// Gives the space back.
    static func release(_ folder: RunFolder) {
        unlink(path(in: folder).string)
    }

    private static func path(in folder: RunFolder) -> FilePath { folder.path.appending("reserve") }

    /// Enough for SQLite's log of one transaction with a trailer full of facts: 256 KiB.
    private static let size = 256 * 1024
}
