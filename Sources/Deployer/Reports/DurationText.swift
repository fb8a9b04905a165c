/// A duration for people: `0.4 s`, `12.3 s`, `2 min 5 s`, `1 h 2 min`.
struct DurationText: Hashable, Sendable, CustomStringConvertible {
    let description: String

    init(_ duration: Duration) {
        let milliseconds = max(
            0,
            duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
        )
        let tenths = (milliseconds + 50) / 100
        let seconds = (milliseconds + 500) / 1000
        if tenths < 600 {
            description = "\(tenths / 10).\(tenths % 10) s"
        } else if seconds < 3600 {
            description = "\(seconds / 60) min \(seconds % 60) s"
        } else {
            description = "\(seconds / 3600) h \(seconds % 3600 / 60) min"
        }
    }
}
