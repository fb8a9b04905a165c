import SystemPackage

/// The trigger directory as the task sees it: the built-in job scripts, and those of the user's folder.
///
/// A script runs only when it lies here, at the place where it lies in the container image too.
struct TriggerDirectory: Hashable, Sendable {
    /// The multi-call program on this machine.
    var program: FilePath
    /// The names of the job scripts that the program is.
    var builtIn: [String]
    /// The user's scripts: name to where it lies.
    var scripts: [String: FilePath]

    var argv: [String] {
        var argv = ["--ro-bind", program.string, Self.program.string]
        for name in builtIn.sorted() where scripts[name] == nil {
            argv += ["--symlink", Self.program.string, "\(Self.path)/\(name)"]
        }
        for (name, source) in scripts.sorted(by: { $0.key < $1.key }) {
            argv += ["--ro-bind", source.string, "\(Self.path)/\(name)"]
        }
        return argv
    }

    /// The documented place.
    static let path = "/opt/ecs-deploy-runner/scripts"
    /// Where the task finds the program.
    static let program = FilePath("/opt/ecs-deploy-runner/bin/deploy-runner")
}
