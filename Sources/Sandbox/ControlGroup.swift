import Glibc
import Supervision
import SystemPackage

/// A control group of the kernel's that bounds what a task takes of this machine: version 1 or 2, where they are writable.
struct ControlGroup: Sendable {
    private let folders: [FilePath]
    private let version: Version

    private enum Version {
        case one
        case two
    }

    /// What a task may take.
    struct Limits: Hashable, Sendable {
        /// CPU units; 1024 is one CPU.
        var cpu: Int
        /// Memory in MiB, swap not on top of it.
        var memory: Int
        /// Processes and threads at a time.
        var processes = 4096
    }

    /// Makes a group below this process's own, or answers why there is none.
    static func make(_ name: String, _ limits: Limits) -> Result<ControlGroup, Unavailable> {
        let memberships = Membership.ofThisProcess()
        if let unified = memberships.first(where: { $0.controllers.isEmpty }),
            access("/sys/fs/cgroup/cgroup.controllers", F_OK) == 0
        {
            return makeTwo(FilePath("/sys/fs/cgroup" + unified.path).appending(name), limits)
        }
        return makeOne(memberships, name, limits)
    }

    /// Why there is no control group.
    struct Unavailable: Error, Hashable, CustomStringConvertible {
        let description: String
    }

    /// Puts this process into the group, so that what it starts from now on is in it.
    func enter() throws {
        for folder in folders { try ProcFile.write("\(getpid())", to: folder.appending("cgroup.procs").string) }
    }

    /// Puts this process back where it was.
    func leave() {
        for folder in folders {
            try? ProcFile.write("\(getpid())", to: folder.removingLastComponent().appending("cgroup.procs").string)
        }
    }

    /// Whether the kernel killed a process of the group because its memory was used up.
    var ranOutOfMemory: Bool {
        folders.contains { folder in
            let file = version == .two ? "memory.events" : "memory.oom_control"
            guard let text = ProcFile.read(folder.appending(file).string) else { return false }
            return text.split(separator: "\n").contains { $0.hasPrefix("oom_kill ") && $0 != "oom_kill 0" }
        }
    }

    /// Removes the group, which no process is in.
    func remove() {
        for folder in folders { rmdir(folder.string) }
    }

    /// Removes the group once its last process is gone: the sandbox's are killed with it, and that takes a moment.
    ///
    /// After five seconds a process that cannot be killed is left to the kernel, and the group with it.
    func removeWhenEmpty() async {
        var left = folders
        for _ in 0..<500 {
            left.removeAll { rmdir($0.string) == 0 || errno == ENOENT }
            if left.isEmpty { return }
            try? await Task.sleep(for: .milliseconds(10))
        }
    }

    // MARK: - Version 2

    private static func makeTwo(_ folder: FilePath, _ limits: Limits) -> Result<ControlGroup, Unavailable> {
        let group = ControlGroup(folders: [folder], version: .two)
        guard mkdir(folder.string, 0o755) == 0 else { return .failure(.creating(folder)) }
        do {
            try ProcFile.write("\(limits.memory << 20)", to: folder.appending("memory.max").string)
            try ProcFile.write("\(limits.cpu * period / 1024) \(period)", to: folder.appending("cpu.max").string)
            try ProcFile.write("\(limits.processes)", to: folder.appending("pids.max").string)
        } catch {
            group.remove()
            return .failure(
                Unavailable(description: "\(folder.removingLastComponent()) does not delegate its controllers")
            )
        }
        // Not every kernel accounts for swap.
        try? ProcFile.write("0", to: folder.appending("memory.swap.max").string)
        return .success(group)
    }

    // MARK: - Version 1

    private static func makeOne(
        _ memberships: [Membership],
        _ name: String,
        _ limits: Limits
    ) -> Result<ControlGroup, Unavailable> {
        let settings: [(controller: String, values: [(file: String, value: Int)])] = [
            ("memory", [("memory.limit_in_bytes", limits.memory << 20)]),
            ("cpu", [("cpu.cfs_period_us", period), ("cpu.cfs_quota_us", limits.cpu * period / 1024)]),
            ("pids", [("pids.max", limits.processes)]),
        ]
        var made: [FilePath] = []
        for (controller, values) in settings {
            guard let own = memberships.first(where: { $0.controllers.contains(controller) }) else { continue }
            let folder = FilePath("/sys/fs/cgroup/\(controller)" + own.path).appending(name)
            do {
                guard mkdir(folder.string, 0o755) == 0 else { throw Errno(rawValue: errno) }
                made.append(folder)
                for (file, value) in values { try ProcFile.write("\(value)", to: folder.appending(file).string) }
            } catch {
                ControlGroup(folders: made, version: .one).remove()
                return .failure(.creating(folder))
            }
        }
        guard !made.isEmpty else { return .failure(Unavailable(description: "this machine has no control groups")) }
        return .success(ControlGroup(folders: made, version: .one))
    }

    /// The time over which CPU is measured out, in microseconds.
    private static let period = 100_000

    /// One line of /proc/self/cgroup.
    private struct Membership {
        let controllers: Set<String>
        let path: String

        static func ofThisProcess() -> [Membership] {
            (ProcFile.read("/proc/self/cgroup") ?? "").split(separator: "\n").compactMap { line in
                let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
                guard fields.count == 3 else { return nil }
                let path = fields[2] == "/" ? "" : String(fields[2])
                return Membership(controllers: Set(fields[1].split(separator: ",").map(String.init)), path: path)
            }
        }
    }
}

extension ControlGroup.Unavailable {
    fileprivate static func creating(_ folder: FilePath) -> Self {
        Self(description: "\(folder) cannot be made: \(Errno(rawValue: errno))")
    }
}
