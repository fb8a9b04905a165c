import Glibc

/// Times repetitions of one thing in processor time: what others do on the machine meanwhile does not count.
enum Stopwatch {
    /// Nanoseconds of this thread that one repetition took.
    static func nanoseconds(_ repetitions: Int, _ body: () throws -> Void) rethrows -> Double {
        let start = now()
        for _ in 0..<repetitions { try body() }
        return (now() - start) / Double(repetitions)
    }

    private static func now() -> Double {
        var time = timespec()
        // It cannot fail: the clock exists on every Linux.
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }
}
