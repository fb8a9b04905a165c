/// How long a reader waits before it asks CloudWatch again.
///
/// GetLogEvents may be called 25 times a second in an account and region, whoever calls: at 0.3 s while lines come, and
/// 2 s in a quiet run, that is room for 7 busy readers or 50 quiet ones.
struct LogPace: Hashable, Sendable {
    private var interval = shortest

    static let shortest = Duration.milliseconds(300)
    static let longest = Duration.seconds(2)

    /// Something came.
    mutating func sawLines() {
        interval = Self.shortest
    }

    /// How long to wait now: 0.3 s at first, growing to 2 s.
    mutating func wait() -> Duration {
        defer { interval = min(interval * 3 / 2, Self.longest) }
        return interval
    }
}
