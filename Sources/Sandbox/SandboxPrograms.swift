public import SystemPackage

/// What the sandbox needs of this machine and of whoever calls it: programs, and the caller's environment.
public struct SandboxPrograms: Hashable, Sendable {
    /// `bwrap`, by name on `searchPath` or by path.
    public var bubblewrap: String
    /// The multi-call program of the entrypoint and the job scripts.
    public var deployRunner: FilePath
    /// The CLI, whose hidden command `sandbox-host` owns a task.
    public var host: FilePath
    /// The caller's `PATH`: where `bwrap` and tools outside the system's folders are looked for.
    public var searchPath: String
    /// The caller's environment: secrets that the configuration takes from there, and the settings of AWS.
    ///
    /// No job inherits it.
    public var environment: [String: String] = [:]

    /// Names the programs; `bwrap` is looked for on the search path.
    public init(deployRunner: FilePath, host: FilePath, searchPath: String) {
        bubblewrap = "bwrap"
        self.deployRunner = deployRunner
        self.host = host
        self.searchPath = searchPath
    }
}
