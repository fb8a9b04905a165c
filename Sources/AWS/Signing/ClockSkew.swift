import RunProtocol
import Synchronization

/// How far this machine's clock is from AWS's, learned from answers that refuse a signature for its date.
final class ClockSkew: Sendable {
    private let milliseconds = Mutex<Int64>(0)

    /// What AWS's clock shows when this machine's shows `now`.
    func corrected(_ now: Timestamp) -> Timestamp {
        Timestamp(milliseconds: now.milliseconds + milliseconds.withLock { $0 })
    }

    /// Learns from a refusal.
    ///
    /// - Parameters:
    ///   - date: the header `Date` of the answer.
    ///   - now: this machine's time.
    /// - Returns: whether the date that was sent was so far from AWS's that the same call, signed anew, may pass.
    func learn(_ date: Timestamp, at now: Timestamp) -> Bool {
        milliseconds.withLock { skew in
            let found = date.milliseconds - now.milliseconds
            // A signature is good for five minutes; what differs by less was refused for something else.
            guard abs(found - skew) > 4 * 60 * 1000 else { return false }
            skew = found
            return true
        }
    }
}
