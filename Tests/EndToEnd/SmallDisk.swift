import Fixtures
import RunProtocol
import Supervision
import SystemPackage

/// A file system in memory that is soon full.
enum SmallDisk {
    static func with(_ path: FilePath, megabytes: Int, _ body: () async throws -> Void) async throws {
        try Folder.make(path)
        try await call("mount", "-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", path.string)
        let result: Result<Void, any Error>
        do {
            result = .success(try await body())
        } catch {
            result = .failure(error)
        }
        try await call("umount", "--lazy", path.string)
        try result.get()
    }

    private static func call(_ program: String, _ arguments: String...) async throws {
        let command = Command(program, arguments, environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"])
        let result = try await command.capture()
        guard result.succeeded else { throw RunnerError(.unavailable, "MountFailed", result.errorText) }
    }
}
