import Glibc

/// The time that this thread spends on a processor: what else the machine does is not in it.
public enum ProcessorTime {
    /// How long the body computes.
    public static func measure(_ body: () -> Void) -> Duration {
        let start = now()
        body()
        return now() - start
    }

    private static func now() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
