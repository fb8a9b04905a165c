import CLinuxProcess
import Glibc

/// Every process that this process is responsible for.
///
/// The entrypoint makes itself the *subreaper*, so that a process which lost its parent becomes its child and cannot slip
/// away, whatever sessions and groups it makes. Only who owns everything below it may use this: the entrypoint, and a job
/// script whose tool leaves processes behind.
public enum Descendants {
    /// Makes orphans of the job children of this process.
    public static func adopt() {
        _ = clp_become_subreaper()
    }

    /// Sends a signal to every descendant.
    static func signal(_ number: Int32) {
        for pid in all() { kill(pid, number) }
    }

    /// Kills every descendant and reaps it; returns the names of those that were still alive.
    ///
    /// A process in uninterruptible sleep cannot be killed before the kernel lets it go: when after two seconds only such
    /// are left, the sweep leaves them to the end of the container or the sandbox. Others may have to wait for a processor
    /// before they can end, and are waited for up to a minute.
    @discardableResult
    public static func sweep() async -> [String] {
        var names: [String] = []
        var seen: Set<pid_t> = []
        for round in 0..<6000 {
            let alive = all()
            for pid in alive {
                if seen.insert(pid).inserted, !isZombie(pid) { names.append(name(of: pid)) }
                kill(pid, SIGKILL)
            }
            while waitpid(-1, nil, WNOHANG) > 0 {}
            if alive.isEmpty || round >= 200 && alive.allSatisfy(isUninterruptible) { break }
            try? await Task.sleep(for: .milliseconds(10))
        }
        return names
    }

    /// The process ids of all descendants, from /proc.
    static func all() -> [pid_t] {
        var children: [pid_t: [pid_t]] = [:]
        for process in processes() { children[process.parent, default: []].append(process.pid) }
        var found: [pid_t] = []
        var next = children[getpid()] ?? []
        while let pid = next.popLast() {
            found.append(pid)
            next += children[pid] ?? []
        }
        return found
    }

    /// Children of this process that ended and were not reaped.
    static func deadChildren() -> [pid_t] {
        processes().filter { $0.parent == getpid() && isZombie($0.pid) }.map(\.pid)
    }

    private static func processes() -> [(pid: pid_t, parent: pid_t)] {
        guard let folder = opendir("/proc") else { return [] }
        defer { closedir(folder) }
        var found: [(pid_t, pid_t)] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard let pid = pid_t(name), let fields = statFields(pid), fields.count > 1, let parent = pid_t(fields[1])
            else { continue }
            found.append((pid, parent))
        }
        return found
    }

    private static func isZombie(_ pid: pid_t) -> Bool {
        statFields(pid)?.first == "Z"
    }

    private static func isUninterruptible(_ pid: pid_t) -> Bool {
        statFields(pid)?.first == "D"
    }

    /// The name of a process, without the control characters that a job may have put there for whoever reads the log.
    private static func name(of pid: pid_t) -> String {
        let text = ProcFile.read("/proc/\(pid)/comm") ?? ""
        let name = text.unicodeScalars.filter { $0.properties.generalCategory != .control }
        return name.isEmpty ? "process \(pid)" : String(String.UnicodeScalarView(name))
    }

    /// The fields of /proc/PID/stat from the state on; the name before them may hold spaces and parentheses.
    ///
    /// Bytes, not characters: a name that ends in U+0600 makes one `Character` with the parenthesis behind it, and its
    /// process would be nobody's descendant.
    private static func statFields(_ pid: pid_t) -> [String]? {
        guard let bytes = ProcFile.read("/proc/\(pid)/stat").map({ Array($0.utf8) }),
            let end = bytes.lastIndex(of: UInt8(ascii: ")"))
        else { return nil }
        return bytes[(end + 1)...].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
    }
}
