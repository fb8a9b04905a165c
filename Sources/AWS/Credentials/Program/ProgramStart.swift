import Glibc

/// Starts a program with `posix_spawn`: three descriptors, a session of its own, all signals as they are by default.
struct ProgramStart {
    var words: [String]
    var environment: [String: String]

    /// `POSIX_SPAWN_SETSID`, which glibc's headers hide from Swift.
    private static let newSession: Int32 = 0x80

    /// Starts it.
    ///
    /// - Returns: its process, which the caller has to wait for.
    func start(output: Int32, errors: Int32) throws(ProgramFailure) -> pid_t {
        // A NUL would cut a word short on its way to the kernel.
        let texts = words + environment.map { "\($0.key)=\($0.value)" }
        guard let path = path(), !texts.contains(where: { $0.utf8.contains(0) }) else { throw .notFound }

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, errors, 2)
        for descriptor in Self.openDescriptors() where descriptor > 2 {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        // Without a terminal a program that wants to ask somebody fails at once instead of waiting unseen.
        let flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF) | Self.newSession
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var pid: pid_t = 0
        let code = Self.withCStrings(words) { arguments in
            Self.withCStrings(environment.map { "\($0.key)=\($0.value)" }) { variables in
                posix_spawn(&pid, path, &actions, &attributes, arguments, variables)
            }
        }
        guard code == 0 else { throw code == ENOENT || code == EACCES ? .notFound : .notStarted(code) }
        return pid
    }

    /// Where the program lies: as it is named, else in the first folder of `PATH` that has it.
    private func path() -> String? {
        guard let name = words.first, !name.isEmpty else { return nil }
        if name.utf8.contains(UInt8(ascii: "/")) { return name }
        let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":", omittingEmptySubsequences: false)
        return folders.lazy.map { "\($0.isEmpty ? "." : $0)/\(name)" }
            .first { TextFile.isRegular($0) && access($0, X_OK) == 0 }
    }

    /// Everything here opens its files so that they close by themselves; this is for what does not.
    private static func openDescriptors() -> [Int32] {
        guard let folder = opendir("/proc/self/fd") else { return [] }
        defer { closedir(folder) }
        var found: [Int32] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if let number = Int32(name) { found.append(number) }
        }
        return found
    }

    private static func withCStrings<Result>(
        _ texts: [String],
        _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let pointers = texts.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        return body(pointers + [nil])
    }
}
