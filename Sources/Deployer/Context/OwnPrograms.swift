import Glibc
import RunProtocol
import Sandbox
import Supervision
import SystemPackage

/// Finds the two programs of this project on this machine.
enum OwnPrograms {
    /// The CLI is this program; `deploy-runner` lies beside it, or on the `PATH`.
    ///
    /// - Throws: `ProgramNotFound` (69).
    static func located(_ environment: [String: String]) throws(RunnerError) -> SandboxPrograms {
        guard let own = ownPath() else {
            throw RunnerError(
                .unavailable,
                "ProgramNotFound",
                "this program cannot find itself: /proc/self/exe cannot be read",
                hint: "mount /proc"
            )
        }
        let path = environment["PATH"] ?? ""
        let beside = own.removingLastComponent().appending(name)
        guard let deployRunner = beside.isExecutableFile ? beside : SearchPath(path).locate(name) else {
            throw RunnerError(
                .unavailable,
                "ProgramNotFound",
                "\(name), the program that runs inside a task, is neither beside \(own) nor on PATH (\(path))",
                hint: "install it into \(own.removingLastComponent())"
            )
        }
        var programs = SandboxPrograms(deployRunner: deployRunner, host: own, searchPath: path)
        programs.environment = environment
        return programs
    }

    private static func ownPath() -> FilePath? {
        guard let path = realpath("/proc/self/exe", nil) else { return nil }
        defer { free(path) }
        return FilePath(String(cString: path))
    }

    private static let name = "deploy-runner"
}
