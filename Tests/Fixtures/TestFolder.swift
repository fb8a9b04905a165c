import Glibc
import Supervision
import Synchronization
public import SystemPackage

/// A temporary folder for one test, removed when the test lets go of it, or else, for one that suites share, when the
/// process ends.
public final class TestFolder: Sendable {
    /// Where it is, free of symbolic links.
    public let path: FilePath

    /// Makes an empty folder.
    public init() throws {
        path = try Folder.makeTemporary(in: FilePath("/tmp"), prefix: "deploy-runner-test")
        _ = Self.removesAtExit
        Self.folders.withLock { _ = $0.insert(path) }
    }

    deinit {
        Folder.remove(path)
        Self.folders.withLock { _ = $0.remove(path) }
    }

    /// Those that are still there: nobody lets go of a `static let`.
    private static let folders = Mutex<Set<FilePath>>([])

    private static let removesAtExit: Void = {
        atexit { for path in folders.withLock({ $0 }) { Folder.remove(path) } }
    }()

    /// Writes a file, and the folders above it, readable by everybody.
    public func write(
        _ text: String,
        to name: String,
        permissions: FilePermissions = [.ownerReadWrite, .groupRead, .otherRead]
    ) throws {
        try write(Array(text.utf8), to: name, permissions: permissions)
    }

    /// Writes a file that need not be text.
    public func write(
        _ bytes: [UInt8],
        to name: String,
        permissions: FilePermissions = [.ownerReadWrite, .groupRead, .otherRead]
    ) throws {
        let file = path.appending(name)
        try Folder.make(file.removingLastComponent())
        try Folder.write(bytes, to: file, permissions: permissions)
        if permissions.contains(.ownerExecute) { try Self.settle(file) }
    }

    /// Waits until no process has a program open for writing, as Linux runs none that somebody has.
    ///
    /// A child that another test starts holds what this process has open from its fork to its exec. Whether anybody writes
    /// is told by a lease for reading, which there is only where nobody does.
    private static func settle(_ file: FilePath) throws {
        let descriptor = try FileDescriptor.open(file, .readOnly, options: .closeOnExec)
        defer { try? descriptor.close() }
        while fcntl(descriptor.rawValue, setLease, Int32(F_RDLCK)) != 0, errno == EAGAIN { usleep(1000) }
        _ = fcntl(descriptor.rawValue, setLease, Int32(F_UNLCK))
    }

    /// `F_SETLEASE` of Linux, which glibc's headers hide from Swift.
    private static let setLease: Int32 = 1024

    /// Writes a program of `/bin/sh`.
    public func writeScript(_ text: String, to name: String) throws {
        try write(
            "#!/bin/sh\n" + text,
            to: name,
            permissions: [.ownerReadWriteExecute, .groupReadExecute, .otherReadExecute]
        )
    }

    /// The text of a file, or `nil`.
    public func read(_ name: String) -> String? {
        ProcFile.read(path.appending(name).string)
    }
}
