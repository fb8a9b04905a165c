/// How long a reader waits before it looks at a run's files again: shortly while something happens, longer while nothing does.
///
/// Looking is one `pread` and two `access`. inotify would save those, and costs 11 to 20 ms when its descriptor is closed
/// (measured on Linux 6: the kernel waits for its readers), which is more than the whole start of a sandbox.
struct ReadingPace: Sendable {
    private var idleRounds = 0

    /// Something was there to read.
    mutating func sawChange() {
        idleRounds = 0
    }

    /// How long to wait now: 1 ms at first, doubling to 16 ms.
    mutating func wait() -> Duration {
        let wait = Duration.milliseconds(1 << min(idleRounds / 8, 4))
        idleRounds += 1
        return wait
    }

    /// Whether it is time to look for what leaves no trace in the files, such as a host that was killed.
    var isTimeForALongLook: Bool { idleRounds % 16 == 15 }
}
