import ArgumentParser

/// How long a caller waits for a run, as `--max-wait-time` says it.
struct WaitTime: Hashable, Sendable {
    /// The text as the caller wrote it.
    let text: String
    /// The time.
    let duration: Duration

    /// The documented default: two hours.
    static let standard = WaitTime(text: "2h0m0s", duration: .seconds(2 * 3600))

    /// Reads a Go duration string that is longer than nothing.
    ///
    /// - Throws: `ValidationError`, with Go's own words where it is none.
    static func parse(_ text: String) throws -> WaitTime {
        do throws(GoDuration.Failure) {
            let nanoseconds = try GoDuration.nanoseconds(text)
            guard nanoseconds > 0 else {
                throw GoDuration.Failure(description: "the time to wait must be longer than nothing")
            }
            return WaitTime(text: text, duration: .nanoseconds(nanoseconds))
        } catch {
            throw ValidationError("\(error); write it as 90m, 1h30m or 2h0m0s")
        }
    }
}

extension WaitTime: CustomStringConvertible {
    /// The text as the caller wrote it.
    var description: String { text }
}
