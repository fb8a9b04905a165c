import SystemPackage

/// The argument vector for `bwrap`: it *is* the security policy of the sandbox (DESIGN D12).
///
/// A pure function of what is to run; golden tests hold every word of it.
struct BubblewrapArguments: Hashable, Sendable {
    /// The read-only programs and libraries of this machine.
    var system: SystemPaths
    /// The run, as the task's host name.
    var hostname: String
    /// The network of the task.
    var network: SandboxConfiguration.Network
    /// Whether the task may make user namespaces of its own.
    var userNamespaces: SandboxConfiguration.UserNamespaces
    /// The task's private folder on this machine.
    var work: FilePath
    /// The file of accounts that the task sees.
    var passwd: FilePath
    /// The trigger directory's contents.
    var trigger: TriggerDirectory
    /// Programs that lie outside the system's folders: name to where it lies.
    var tools: [String: FilePath]
    /// Folders and files of the machine that the task may see.
    var mounts: [SandboxConfiguration.Mount]
    /// The entrypoint's arguments, from `entrypoint` on.
    var entrypoint: [String]

    /// The whole vector, without `bwrap` itself.
    var argv: [String] {
        isolation + filesystem + tooling + mounting + sealing + ["--", TriggerDirectory.program.string] + entrypoint
    }

    private var isolation: [String] {
        var argv = ["--unshare-all"]
        if network == .host { argv += ["--share-net"] }
        // The task sees user 1000 whoever calls, as in the container image, and cannot make namespaces of its own unless
        // the configuration lets it; in those it is root over its own user only, and the entrypoint is beyond its reach.
        argv += ["--unshare-user"] + (userNamespaces == .denied ? ["--disable-userns"] : [])
        argv += ["--uid", "1000", "--gid", "1000", "--cap-drop", "ALL"]
        // The task ends with its host; it shares no terminal with it, into which it could push characters.
        argv += ["--die-with-parent", "--new-session", "--hostname", hostname]
        // The entrypoint is process 1 itself: bwrap in its place would hold the log and the control pipe open under
        // /proc/1/fd, where the job, being the same user, could reach them. The entrypoint forbids that for itself.
        argv += ["--as-pid-1"]
        return argv
    }

    private var filesystem: [String] {
        var argv = system.argv
        if network == .host { argv += system.networkArgv }
        argv += ["--ro-bind", passwd.string, "/etc/passwd"]
        argv += ["--proc", "/proc", "--dev", "/dev", "--size", Self.temporarySize, "--tmpfs", "/dev/shm"]
        argv += ["--size", Self.temporarySize, "--tmpfs", "/tmp"]
        argv += ["--size", Self.temporarySize, "--perms", "0700", "--tmpfs", Self.home]
        argv += ["--bind", work.string, Self.work, "--chdir", Self.work]
        return argv
    }

    private var tooling: [String] {
        var argv = trigger.argv
        for (name, path) in tools.sorted(by: { $0.key < $1.key }) {
            argv += ["--ro-bind", path.string, "\(Self.tools)/\(name)"]
        }
        return argv
    }

    private var mounting: [String] {
        mounts.flatMap { mount in
            [mount.mode == .readOnly ? "--ro-bind" : "--bind", mount.source.string, mount.target.string]
        }
    }

    /// What bwrap made of memory to hang the rest into is not for writing.
    private var sealing: [String] { ["--remount-ro", "/dev", "--remount-ro", "/"] }

    /// The task's home: empty, and gone with it.
    static let home = "/home/runner"
    /// The task's private folder, on disk.
    static let work = "/work"
    /// Programs that lie outside the system's folders.
    static let tools = "/opt/ecs-deploy-runner/tools"
    /// The most that a job can put into each of its temporary file systems in memory, in bytes: 512 MiB.
    private static let temporarySize = "536870912"
}
